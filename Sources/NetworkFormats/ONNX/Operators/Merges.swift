import NetworkModel

extension Operators {
  static let merges: [String: Translation] = [
    "Add": "add", "Sum": "add", "Sub": "subtract", "Mul": "multiply", "Div": "divide", "Max": "maximum",
    "Min": "minimum", "Mean": "average",
  ].mapValues { kind in { reader, node in merge(kind, &reader, node) } }

  static let concatenations: [String: Translation] = ["Concat": concatenate]

  /// Tensors without elements are left out.
  private static func concatenate(_ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    let places = node.inputs.indices.filter { node.shape($0)?.contains(.zero) != true }
    let operands = places.map { reader.operand(node, $0) }
    if operands.count == 1, let only = operands[0], node.inputs.count > 1 { return .tensors([only]) }
    // Up to version 3 an axis need not be said.
    return Outcome(
      reader.emit("concat", operands, ["axis": .integer(node.integer("axis", 1))], name: node.name))
  }

  private static func merge(_ kind: String, _ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    // Quantized numbers times their step are the numbers that they stand for.
    let places = node.inputs.indices.filter { node.constant($0)?.origin != .step }
    let operands = places.map { reader.operand(node, $0) }
    if node.version < 7, operands.count == 2, let second = operands[1], let added = addedAxes(node) {
      let aligned = reader.reshape(
        second, to: added, words: added.map { _ in nil }, name: node.name + ".axes")
      return Outcome(
        reader.emit(kind, [operands[0], aligned?[0]], name: node.name), otherwise: [node.shape(0)])
    }
    // The sum of one tensor is that tensor.
    if operands.count == 1, let only = operands[0] { return .tensors([only]) }
    return Outcome(reader.emit(kind, operands, name: node.name), otherwise: broadcastShapes(reader, node))
  }

  /// The second input's sizes where an old operator says at which axis of the first they begin, and not at the last.
  private static func addedAxes(_ node: OperatorNode) -> [Size]? {
    guard node.flag("broadcast"), let axis = node.integer("axis"), axis >= 0, let first = node.shape(0),
      let second = node.shape(1), axis + second.count < first.count
    else { return nil }
    return second + Array(repeating: Size(1), count: first.count - axis - second.count)
  }

  /// What no kind does, and what brings its inputs to one shape.
  static func broadcast(_ reader: GraphReader, _ node: OperatorNode) -> Outcome {
    .shapes(broadcastShapes(reader, node))
  }

  private static func broadcastShapes(_ reader: GraphReader, _ node: OperatorNode) -> [[Size]?] {
    let given = node.inputs.map { $0?.shape }
    return given.count == 1 ? given : reader.shapes("add", given) ?? []
  }
}
