import NetworkModel

/// What makes one tensor of several.
extension KerasReader {
  static let mergingRules: [String: Rule] =
    kinds.mapValues { _ in merge }.merging([
      "Concatenate": concatenation, "Rescaling": rescaling, "CustomScaleLayer": scaledSum, "Merge": former,
    ]) {
      first, _ in first
    }

  private static let kinds = [
    "Add": "add", "Subtract": "subtract", "Multiply": "multiply", "Average": "average", "Maximum": "maximum",
    "Minimum": "minimum", "Divide": "divide", "TrueDivide": "divide",
  ]

  /// With a single tensor it is an operator of Keras 3 and a number.
  private static let merge: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addMerge(kinds[layer.type] ?? "add", layer, inputs)
  }

  /// `Rescaling` multiplies by a number and adds another.
  private static let rescaling: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addMerge("multiply", layer, inputs, note: "Rescaling: a number is added, too")
  }

  /// Inception-ResNet's.
  private static let scaledSum: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addMerge("add", layer, inputs, note: "the second is multiplied by a number first")
  }

  /// Adds a merge of several tensors, or of one and a number that stands in the file.
  mutating func addMerge(
    _ kind: String, _ layer: KerasLayer, _ inputs: KerasInputs, note: String? = nil
  ) throws(FileProblem) -> [ImportedTensor] {
    var tensors = inputs.tensors
    if tensors.count == 1 {
      tensors += try add(
        "constant", "\(layer.name)_number", [], ["shape": .integers([1]), "batched": .flag(false)])
    }
    return try add(kind, layer.name, tensors, note: note)
  }

  /// The one layer that Keras 1 had for all of it.
  private static let former: Rule = { reader, layer, inputs throws(FileProblem) in
    let kinds = ["sum": "add", "mul": "multiply", "ave": "average", "max": "maximum"]
    let mode = layer.word("mode") ?? "sum"
    if mode == "concat" {
      return try reader.concatenate(layer, inputs, axis: layer.axis("concat_axis") ?? -1)
    }
    if mode == "dot" || mode == "cos", let dot = rules["Dot"] { return try dot(&reader, layer, inputs) }
    guard let kind = kinds[mode] else { return try reader.addOpaque(layer, inputs) }
    return try reader.addMerge(kind, layer, inputs)
  }

  private static let concatenation: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.concatenate(layer, inputs, axis: layer.axis("axis") ?? -1)
  }

  private mutating func concatenate(
    _ layer: KerasLayer, _ inputs: KerasInputs, axis: Int
  ) throws(FileProblem) -> [ImportedTensor] {
    let channels = inputs.rank.map { assembly.settings.layout.channelAxis(rank: $0) }
    let isChannels = channels != nil && (axis == channels || inputs.rank.map { axis &+ $0 } == channels)
    return try add(
      "concat", layer.name, inputs.tensors, ["axis": isChannels ? nil : .integer(axis)])
  }
}
