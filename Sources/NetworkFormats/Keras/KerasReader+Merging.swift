import NetworkModel

/// What makes one tensor of several.
extension KerasReader {
  static let mergingRules: [String: Rule] =
    kinds.mapValues { _ in merge }.merging(["Concatenate": concatenation]) { first, _ in first }

  private static let kinds = [
    "Add": "add", "Subtract": "subtract", "Multiply": "multiply", "Average": "average", "Maximum": "maximum",
    "Minimum": "minimum", "Divide": "divide", "TrueDivide": "divide",
  ]

  /// With a single tensor it is an operator of Keras 3 and a number.
  private static let merge: Rule = { reader, layer, inputs throws(FileProblem) in
    guard inputs.tensors.count > 1 else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    return try reader.add(kinds[layer.type] ?? "add", layer.name, inputs.tensors)
  }

  private static let concatenation: Rule = { reader, layer, inputs throws(FileProblem) in
    let axis = try layer.axis("axis") ?? -1
    let channels = inputs.rank.map { reader.assembly.settings.layout.channelAxis(rank: $0) }
    let isChannels = channels != nil && (axis == channels || inputs.rank.map { axis + $0 } == channels)
    return try reader.add(
      "concat", layer.name, inputs.tensors, ["axis": isChannels ? nil : .integer(axis)])
  }
}
