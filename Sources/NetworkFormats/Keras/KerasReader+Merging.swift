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

  /// `Rescaling` multiplies by a number and adds another, or has one of each for every channel.
  private static let rescaling: Rule = { reader, layer, inputs throws(FileProblem) in
    let scale = KerasNumber(layer.config["scale"])
    let offset = KerasNumber(layer.config["offset"])
    if let factor = scale.value, let summand = layer.config["offset"] == nil ? 0 : offset.value {
      return try reader.apply([.multiply(by: factor), .add(summand)], layer.name, inputs.one)
    }
    let name = "\(layer.name)_scaled"
    let scaled = try reader.add(
      "multiply", name, inputs.one + reader.addNumber(scale, of: name))
    return try reader.add("add", layer.name, scaled + reader.addNumber(offset, of: layer.name))
  }

  /// Inception-ResNet's: the second times a number is added.
  private static let scaledSum: Rule = { reader, layer, inputs throws(FileProblem) in
    guard inputs.tensors.count == 2, let scale = layer.config["scale"]?.real else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    let residual = try reader.apply(
      [.multiply(by: scale)], "\(layer.name)_residual", [inputs.tensors[1]])
    return try reader.add("add", layer.name, inputs.one + residual)
  }

  /// Adds a merge of several tensors, or of one and a number that stands in the file.
  ///
  /// - Parameter isFirst: whether the number comes before the tensor.
  mutating func addMerge(
    _ kind: String, _ layer: KerasLayer, _ inputs: KerasInputs, number: KerasNumber = KerasNumber(nil),
    isFirst: Bool = false
  ) throws(FileProblem) -> [ImportedTensor] {
    var tensors = inputs.tensors
    if tensors.count == 1 {
      tensors.insert(contentsOf: try addNumber(number, of: layer.name), at: isFirst ? 0 : 1)
    }
    return try add(kind, layer.name, tensors)
  }

  private mutating func addNumber(
    _ number: KerasNumber, of name: String
  ) throws(FileProblem) -> [ImportedTensor] {
    try assembly.addNumber(number.value, of: scoped(name), sizes: number.sizes)
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

/// A number or an array of them that stands in the file.
struct KerasNumber {
  /// `nil` for an array of several, and where it is not known.
  let value: Double?
  private(set) var sizes: [Int] = []

  init(_ node: SyntaxNode?) {
    // Arrays of NumPy and tensors are objects.
    var node = node?["config"]?["value"] ?? node
    value = node?.real
    while let list = node, list.kind == .list, sizes.count < Shape.maximumRank {
      sizes.append(list.children.reduce(0) { count, _ in count + 1 })
      node = list[0]
    }
  }
}
