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
  /// The node that alone reads a tensor.
  var soleReaders: [String: ONNXNode] = [:]
  /// How often each tensor is read; what is read from outside counts twice.
  private(set) var readers: [String: Int] = [:]
  var used: Set<String> = []
  /// Outputs of nodes that have become part of a layer before them.
  var absorbed: Set<String> = []

  init(
    parent: Scope? = nil, prefix: String = "", attributes: [String: ONNXAttribute] = [:],
    versions: [String: Int], declared: [String: ONNXType] = [:]
  ) {
    (self.parent, self.prefix, self.attributes, self.versions) = (parent, prefix, attributes, versions)
    self.declared = declared
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

  /// Notes which tensors are read, and by whom: by the nodes, by graphs within them, or from outside.
  /// - Returns: how many names that were.
  func noteReaders(_ nodes: [ONNXNode], outputs: [String]) -> Int {
    for node in nodes {
      for name in node.input where !name.isEmpty {
        readers[name, default: 0] += 1
        soleReaders[name] = node
      }
      for name in node.namesReadByGraphs { readers[name, default: 0] += 2 }
    }
    for name in outputs { readers[name, default: 0] += 2 }
    used = Set(readers.keys)
    for (name, count) in readers where count > 1 { soleReaders[name] = nil }
    return readers.values.reduce(0, +)
  }
}

extension ONNXNode {
  /// The names that nodes of the graphs within it read; those may be tensors from outside.
  var namesReadByGraphs: [String] {
    attribute.filter { $0.hasG || !$0.graphs.isEmpty }.flatMap { attribute in
      (attribute.graphs + (attribute.hasG ? [attribute.g] : [])).flatMap { graph in
        graph.output.map(\.name) + graph.node.flatMap { $0.input + $0.namesReadByGraphs }
      }
    }
  }
}
