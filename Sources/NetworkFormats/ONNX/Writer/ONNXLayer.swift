import NetworkModel

/// A layer while its nodes are written. What it computes is put together of tensors' names.
final class ONNXLayer: OrderedLayer {
  let context: LayerContext
  let isMoved: Bool
  /// What it reads, in the order of axes that it wants.
  let inputs: [String]
  /// Whether the first input holds whole numbers.
  let readsIntegers: Bool
  private let graph: ONNXGraphBuilder
  private let name: String
  /// Learned tensors by their role; those of another layer where it shares them.
  private(set) var weights: [String: String]
  /// The node that is called as the layer is.
  private var main: Int?
  private let mark: Int

  init(
    _ context: LayerContext, name: String, isMoved: Bool, inputs: [String], readsIntegers: Bool,
    weights: [String: String], in graph: ONNXGraphBuilder
  ) {
    (self.context, self.name, self.isMoved, self.inputs) = (context, name, isMoved, inputs)
    (self.readsIntegers, self.weights, self.graph) = (readsIntegers, weights, graph)
    mark = graph.nodeCount
  }

  var input: String { inputs[0] }

  /// What comes out, all axes in the order that is written.
  var outputSizes: [Int] { placed(context.output.dimensions) }
  var inputSizes: [Int] { placed(context.shape.dimensions) }

  func note(_ text: String) { graph.notes.append("\(context.layer.name.quoted): \(text)") }

  // MARK: - Nodes

  /// Appends a node with one output.
  ///
  /// - Parameter isMain: whether it is called as the layer is; otherwise the last one is.
  func node(
    _ type: String, _ inputs: [String], _ attributes: KeyValuePairs<String, ONNXAttribute> = [:],
    isMain: Bool = false
  ) -> String {
    nodes(type, inputs, attributes, outputs: 1, isMain: isMain)[0]
  }

  func nodes(
    _ type: String, _ inputs: [String], _ attributes: KeyValuePairs<String, ONNXAttribute> = [:],
    outputs count: Int, isMain: Bool = false
  ) -> [String] {
    if isMain { main = graph.nodeCount }
    var node = ONNXNode()
    (node.opType, node.input) = (type, inputs)
    node.name = graph.claim("\(name).\(type.lowercased())")
    node.output = (0..<count).map { graph.claim($0 == 0 ? "\(node.name).out" : "\(node.name).out\($0)") }
    node.attribute = attributes.map { name, value in
      var value = value
      value.name = name
      return value
    }
    graph.append(node)
    return node.output
  }

  /// Gives the layer's names to what its nodes gave.
  func finish(_ results: [String], as names: [String]) {
    var (results, renamed) = (results, [String: String]())
    let own = Set(graph.graph.node[mark...].flatMap(\.output))
    for place in results.indices {
      if !own.contains(results[place]) || renamed[results[place]] != nil {
        results[place] = node("Identity", [results[place]])
      }
      renamed[results[place]] = names[place]
    }
    graph.rename(nodesFrom: mark, main: main ?? graph.nodeCount - 1, to: name, renamed)
    // What is learned may be all that the layer gives.
    weights = weights.mapValues { renamed[$0] ?? $0 }
  }

  // MARK: - Tensors

  /// A tensor that is learned, which the runtime fills with random numbers.
  func learned(_ role: String, _ sizes: [Int]) -> String {
    if let known = weights[role] { return known }
    let drawn = draw(role, sizes)
    weights[role] = drawn
    return drawn
  }

  /// A learned matrix. A layer that shares it may want it the other way round.
  ///
  /// - Parameter isTable: whether it has a row for each output, as tables and `Gemm` have, or a column.
  func matrix(_ role: String, from features: Int, to units: Int, isTable: Bool) -> String {
    let (wanted, other) = isTable ? (role, "\(role) turned") : ("\(role) turned", role)
    if let known = weights[wanted] { return known }
    let sizes = isTable ? [units, features] : [features, units]
    let matrix = weights[other].map { transpose($0, [1, 0]) } ?? draw(role, sizes)
    weights[wanted] = matrix
    return matrix
  }

  private func draw(_ role: String, _ sizes: [Int]) -> String {
    var node = ONNXNode()
    node.opType = "RandomNormal"
    node.name = graph.claim("\(name).\(role)")
    node.output = [node.name]
    node.attribute = [("shape", ONNXAttribute.integers(sizes)), ("scale", .real(0.02))].map { name, value in
      var value = value
      value.name = name
      return value
    }
    graph.append(node)
    return node.name
  }

  /// A tensor with the same number everywhere.
  func filled(_ sizes: [Int], with number: Double) -> String {
    node("ConstantOfShape", [list(sizes)], ["value": .filling(number)])
  }

  /// A learned tensor, or one with the same number everywhere that stands where an operator needs one.
  func learned(_ role: String, _ sizes: [Int], if isLearned: Bool, otherwise number: Double) -> String {
    isLearned ? learned(role, sizes) : filled(sizes, with: number)
  }

  func list(_ numbers: [Int]) -> String { graph.list(numbers) }
  func reals(_ numbers: [Double]) -> String { graph.reals(numbers) }
  func scalar(_ number: Double) -> String { graph.scalar(number) }
  func scalar(_ number: Int) -> String { graph.scalar(number) }

  // MARK: - Steps that many kinds need

  func reshape(_ tensor: String, _ sizes: [Int]) -> String { node("Reshape", [tensor, list(sizes)]) }

  func transpose(_ tensor: String, _ order: [Int]) -> String {
    node("Transpose", [tensor], ["perm": .integers(order)])
  }

  /// Takes what lies between two places of some axes.
  func slice(_ tensor: String, from starts: [Int], to ends: [Int], axes: [Int], steps: [Int]? = nil) -> String
  {
    let steps = steps ?? axes.map { _ in 1 }
    return node("Slice", [tensor, list(starts), list(ends), list(axes), list(steps)])
  }

  /// Numbers of both ends of the spatial axes as ONNX has them: all that come before, then all after.
  func pads(_ margins: [(before: Int, after: Int)]) -> [Int] { margins.map(\.before) + margins.map(\.after) }

  /// Adds a margin around the spatial axes, or takes one off where a number is below zero.
  func pad(
    _ tensor: String, _ margins: [(before: Int, after: Int)], mode: String = "constant", value: Double = 0
  ) -> String {
    let all = pads([(0, 0), (0, 0)] + margins)
    return node(
      "Pad", [tensor, list(all)] + (mode == "constant" ? [scalar(value)] : []), ["mode": .word(mode)])
  }
}
