/// One use of a layer: which tensors it is given.
struct KerasCall {
  /// A layer's output in the model's own numbering.
  struct Tensor: Hashable {
    let layer: String
    /// Which of the layer's calls it comes from.
    let call: Int
    let output: Int
  }

  /// What the layer is called with, in order; a tensor that is given by name has it.
  private(set) var inputs: [(name: String?, tensor: Tensor)] = []
  /// The shapes that the file tells of tensors, as it tells them, the batch first and `nil` for what is open.
  private(set) var shapes: [(Tensor, [Int?])] = []
  /// The other arguments, by name.
  private(set) var arguments: SyntaxNode?
  /// All arguments in order (Keras 3).
  private(set) var positional: [SyntaxNode] = []
  /// A number where the first tensor would be (Keras 2).
  private(set) var firstNumber: SyntaxNode?

  /// - Parameter node: an entry of `inbound_nodes`.
  init(_ node: SyntaxNode) throws(FileProblem) {
    if node.kind == .object, node["args"] ?? node["kwargs"] != nil {
      if let arguments = node["args"] {
        positional = Array(arguments.children)
        try gather(arguments, name: nil)
      }
      arguments = node["kwargs"]
      for argument in node["kwargs"]?.children.map(\.self) ?? [] where argument.key.isUsedInCall {
        try gather(argument, name: argument.key)
      }
    } else {
      try gather(node, name: nil)
    }
  }

  /// All the tensors that a value mentions, such as a model's outputs.
  static func tensors(in node: SyntaxNode?) throws(FileProblem) -> [Tensor] {
    var call = KerasCall()
    if let node { try call.gather(node, name: nil) }
    return call.inputs.map(\.tensor)
  }

  private init() {}

  private mutating func gather(_ node: SyntaxNode, name: String?) throws(FileProblem) {
    guard inputs.count < NetworkAssembly.maximumTensors else { throw Self.tooMany(node) }
    if let tensor = Self.history(node) {
      inputs.append((name, tensor))
      // Keras 2 puts the arguments by name behind the first tensor.
      if let others = node[3], others.kind == .object {
        arguments = others
        for argument in others.children where argument.key.isUsedInCall && argument.kind == .list {
          try gather(argument, name: argument.key)
        }
      }
    } else if node.kind == .object, node["class_name"]?.string == "__keras_tensor__" {
      guard let config = node["config"], let history = config["keras_history"],
        let tensor = Self.history(history)
      else { throw node.problem("a tensor without a keras_history") }
      inputs.append((name, tensor))
      if let shape = config["shape"], shape.kind == .list {
        shapes.append((tensor, shape.children.map(\.integer)))
      }
    } else if node.kind == .list {
      if node[0]?.string == "_CONSTANT_VALUE" { (firstNumber, arguments) = (node[2], node[3]) }
      for child in node.children { try gather(child, name: name) }
    } else if node.kind == .object, node["class_name"] == nil {
      // Keras goes through what has names in their order.
      var fields: [(key: String, value: SyntaxNode)] = []
      for child in node.children {
        guard fields.count < NetworkAssembly.maximumTensors else { throw Self.tooMany(node) }
        fields.append((child.key, child))
      }
      for field in fields.sorted(by: { $0.key < $1.key }) { try gather(field.value, name: name) }
    }
  }

  private static func tooMany(_ node: SyntaxNode) -> FileProblem {
    node.problem("more than \(NetworkAssembly.maximumTensors) tensors are read at once")
  }

  /// `["conv1", 0, 0]`, with or without arguments behind it.
  private static func history(_ node: SyntaxNode) -> Tensor? {
    guard node.kind == .list, let layer = node[0]?.string, let call = node[1]?.integer,
      let output = node[2]?.integer, call >= 0, output >= 0
    else { return nil }
    return Tensor(layer: layer, call: call, output: output)
  }
}

extension String {
  /// Masks choose among values and change no shape.
  fileprivate var isUsedInCall: Bool { !hasSuffix("mask") }
}
