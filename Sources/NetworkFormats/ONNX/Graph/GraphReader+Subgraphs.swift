import NetworkModel

/// What a node holds or calls is read in its place.
extension GraphReader {
  /// Reads what a function does in the place of a call of it.
  mutating func call(_ function: Function, _ node: ONNXNode) throws(FileProblem) {
    let (function, declared) = (function.message, function.declared)
    try budget.take(64 * (function.input.count + function.attributeProto.count + function.opsetImport.count))
    let caller = scope
    let call = try operatorNode(node)
    var attributes: [String: ONNXAttribute] = [:]
    for attribute in function.attributeProto { attributes[attribute.name] = attribute }
    attributes.merge(call.attributes) { $1 }
    var versions: [String: Int] = [:]
    for set in function.opsetImport {
      versions[Operators.isStandard(set.domain) ? "" : set.domain] = Int(set.version)
    }
    scope = Scope(prefix: call.name + "/", attributes: attributes, versions: versions, declared: declared)
    for (name, argument) in zip(function.input, call.inputs) { scope[name] = argument }
    // What is left out is there, and nothing is known of it.
    for name in function.input.dropFirst(call.inputs.count) { scope[name] = GraphTensor() }
    try enter(node) { reader throws(FileProblem) in
      try reader.read(NodeList(function.node), outputs: function.output)
    }
    let results = function.output.map { scope[$0] ?? GraphTensor() }
    scope = caller
    bind(results, call, placingNames: true)
  }

  /// The branch that an `If` takes, where its condition is known.
  func branch(of node: ONNXNode, _ operatorNode: OperatorNode) -> ONNXGraph? {
    guard node.opType == "If", Operators.isStandard(node.domain),
      let condition = operatorNode.constant(0)?.values?.first?.constant
    else { return nil }
    return operatorNode.attributes[condition != 0 ? "then_branch" : "else_branch"]?.g
  }

  /// Reads a loop of few turns, which are known beforehand, as so many times its body.
  ///
  /// - Returns: whether it is such a loop.
  mutating func unroll(_ node: ONNXNode, _ loop: OperatorNode) throws(FileProblem) -> Bool {
    guard node.opType == "Loop", Operators.isStandard(node.domain), let body = loop.attributes["body"]?.g,
      let turns = loop.integers(0)?.first, (0...Self.maximumTurns).contains(turns),
      !loop.has(1) || loop.integers(1) == [1], loop.inputs.count == body.input.count,
      // What is gathered turn by turn is no tensor of one of them.
      body.output.count == body.input.count - 1
    else { return false }
    var state = loop.inputs.dropFirst(2).map { $0 ?? GraphTensor() }
    let (outer, mark) = (scope, builder.layers.count)
    for turn in 0..<turns {
      let number = FoldedArray([], [Sample(repeating: Double(turn))], isInteger: true).tensor
      let goesOn = FoldedArray([], [Sample(repeating: 1)], isInteger: true).tensor
      let results = try results(
        of: body, node, "\(loop.name)/\(turn)", reading: [number, goesOn] + state)
      guard results[0].constant?.values?.first?.constant == 1 else {
        scope = outer
        takeBack(to: mark)
        return false
      }
      state = Array(results.dropFirst())
    }
    bind(state, loop, placingNames: true)
    return true
  }

  private static let maximumTurns = 64

  mutating func inline(_ graph: ONNXGraph, _ node: ONNXNode, _ name: String) throws(FileProblem) {
    let call = try operatorNode(node)
    bind(try results(of: graph, node, name, reading: []), call, placingNames: true)
  }

  /// Reads a graph within a node in its place.
  private mutating func results(
    of graph: ONNXGraph, _ node: ONNXNode, _ name: String, reading inputs: [GraphTensor]
  ) throws(FileProblem) -> [GraphTensor] {
    let outer = scope
    scope = Scope(
      parent: outer, prefix: name + "/", attributes: outer.attributes, versions: outer.versions,
      declaresExactly: false)
    for (input, tensor) in zip(graph.input, inputs) { scope[input.name] = tensor }
    try declareInitializers(of: graph)
    scope.declare(graph.valueInfo + graph.output)
    try enter(node) { reader throws(FileProblem) in
      try reader.read(NodeList(graph.node), outputs: graph.output.map(\.name))
    }
    let results = graph.output.map { scope[$0.name] ?? GraphTensor() }
    scope = outer
    return results
  }

  /// What the graphs within a node read of those around them, and the weights that they hold themselves.
  mutating func operandsOfGraphs(in node: OperatorNode) -> [GraphTensor] {
    let graphs = node.attributes.sorted { $0.key < $1.key }.flatMap(\.value.allGraphs)
    if graphs.isEmpty { return [] }
    var (names, tensors): ([String], [GraphTensor?]) = ([], [])
    for initializer in graphs.flatMap(\.initializer) {
      let name = "\(node.name)/\(initializer.name)"
      guard let tensor = try? initializer.tensor(origin: .initializer(scope.prefix + name)) else { continue }
      names.append(name)
      tensors.append(tensor)
    }
    var own = Set(graphs.flatMap { $0.input.map(\.name) + $0.initializer.map(\.name) })
    own.formUnion(graphs.flatMap { $0.node.flatMap(\.output) } + node.inputNames)
    for name in graphs.flatMap(\.namesRead) where own.insert(name).inserted {
      names.append(name)
      tensors.append(scope[name])
    }
    let stand = OperatorNode(
      type: "", name: node.name, version: 0, inputNames: names, inputs: tensors, outputs: [], isUsed: [],
      attributes: [:])
    return names.indices.filter { tensors[$0]?.source != nil || tensors[$0]?.constant?.isLearned == true }
      .compactMap { operand(stand, $0) }
  }

  private mutating func enter(
    _ node: ONNXNode, _ body: (inout GraphReader) throws(FileProblem) -> Void
  ) throws(FileProblem) {
    depth += 1
    guard depth <= PayloadFilter.maximumDepth else {
      throw FileProblem("\(node.opType.quoted) is nested too deeply: does it call itself?")
    }
    try body(&self)
    depth -= 1
  }
}
