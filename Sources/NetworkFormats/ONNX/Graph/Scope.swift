import NetworkModel

/// The names that a graph's nodes can see.
final class Scope {
  private var tensors: [String: GraphTensor] = [:]
  /// The graph around this one, whose names it sees too; a function sees none.
  private let parent: Scope?
  /// What stands before the names of the layers.
  let prefix: String
  /// What a function's attributes stand for.
  let attributes: [String: ONNXAttribute]
  /// Versions of the operators, by domain.
  let versions: [String: Int]
  private(set) var declared: [String: ONNXType]
  /// Whether what is declared is right. Exporters leave sizes of another run in a branch and in a loop's body.
  let declaresExactly: Bool
  /// The addition that reads a tensor last.
  private var sums: [String: ONNXNode] = [:]
  /// How often each tensor is read; what is read from outside counts twice.
  private(set) var readers: [String: Int] = [:]
  /// Outputs of nodes that have become part of a layer before them.
  var absorbed: Set<String> = []

  init(
    parent: Scope? = nil, prefix: String = "", attributes: [String: ONNXAttribute] = [:],
    versions: [String: Int], declared: [String: ONNXType] = [:], declaresExactly: Bool = true
  ) {
    (self.parent, self.prefix, self.attributes, self.versions) = (parent, prefix, attributes, versions)
    (self.declared, self.declaresExactly) = (declared, declaresExactly)
  }

  subscript(name: String) -> GraphTensor? {
    get { tensors[name] ?? parent?[name] }
    set { tensors[name] = newValue }
  }

  /// Says which layer stands for a constant, wherever it was declared.
  func place(_ name: String, at source: InputReference?) {
    if tensors[name] != nil { tensors[name]?.source = source } else { parent?.place(name, at: source) }
  }

  func declare(_ values: [ONNXValueInfo]) { declared.merge(Self.types(of: values)) { $1 } }

  static func types(of values: [ONNXValueInfo]) -> [String: ONNXType] {
    Dictionary(values.map { ($0.name, $0.type) }, uniquingKeysWith: { $1 })
  }

  func uses(_ name: String) -> Bool { readers[name] != nil }

  /// The addition that alone reads a tensor.
  func soleSum(of name: String) -> ONNXNode? { readers[name] == 1 ? sums[name] : nil }

  /// Notes which tensors are read, and by whom: by the nodes, by graphs within them, or from outside.
  /// - Returns: how many names that were.
  func noteReaders(_ nodes: NodeList, outputs: [String]) -> Int {
    for node in nodes {
      for name in node.input where !name.isEmpty {
        readers[name, default: 0] += 1
        if node.opType == "Add" { sums[name] = node }
      }
      for name in node.namesReadByGraphs { readers[name, default: 0] += 2 }
    }
    for name in outputs { readers[name, default: 0] += 2 }
    return readers.values.reduce(0, +)
  }
}

extension ONNXNode {
  /// The names that nodes of the graphs within it read; those may be tensors from outside.
  var namesReadByGraphs: [String] {
    attribute.flatMap { $0.allGraphs.flatMap(\.namesRead) }
  }
}

extension ONNXAttribute {
  var allGraphs: [ONNXGraph] { graphs + (hasG ? [g] : []) }
}

extension ONNXGraph {
  /// The names that its nodes and those of graphs within them read, and that it gives.
  var namesRead: [String] { node.flatMap { $0.input + $0.namesReadByGraphs } + output.map(\.name) }
}
