import NetworkModel

extension Operators {
  static let merges: [String: Translation] = [
    "Add": "add", "Sum": "add", "Sub": "subtract", "Mul": "multiply", "Div": "divide", "Max": "maximum",
    "Min": "minimum", "Mean": "average",
  ].mapValues { kind in { reader, node in merge(kind, &reader, node) } }

  private static func merge(_ kind: String, _ reader: inout GraphReader, _ node: OperatorNode) -> Outcome {
    // Quantized numbers times their step are the numbers that they stand for.
    let places = node.inputs.indices.filter { node.constant($0)?.origin != .step }
    let operands = places.map { reader.operand(node, $0) }
    // The sum of one tensor is that tensor.
    if operands.count == 1, let only = operands[0] { return .tensors([only]) }
    return Outcome(reader.emit(kind, operands, name: node.name), otherwise: broadcastShapes(reader, node))
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
