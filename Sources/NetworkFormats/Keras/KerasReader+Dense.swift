import NetworkModel

/// Dense layers and tables.
extension KerasReader {
  static let denseRules: [String: Rule] = [
    "Dense": dense, "TimeDistributedDense": dense, "Embedding": embedding, "ReversibleEmbedding": embedding,
    "EinsumDense": einsum, "Dot": dot,
  ]

  private static let dense: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.add(
      "linear", layer.name, inputs.one,
      ["units": try layer.literal("units"), "bias": try layer.option("use_bias")])
    return try reader.activate(reader.adapt(output, layer, inputs, "linear", "units"), layer)
  }

  /// A table, which a reversible one is read the other way round as well.
  private static let embedding: Rule = { reader, layer, inputs throws(FileProblem) in
    let (entries, dimension) = (try layer.literal("input_dim"), try layer.literal("output_dim"))
    guard inputs.arguments?["reverse"]?.flag == true else {
      let output = try reader.add(
        "embedding", layer.name, inputs.one, ["entries": entries, "dimension": dimension])
      return try reader.adapt(output, layer, inputs, "embedding", "dimension", ["entries": entries])
    }
    let owner = try layer.flag("tie_weights") ?? true ? layer.name : nil
    return try reader.add(
      "linear", layer.name, inputs.one, ["units": entries, "bias": .flag(false)], sharing: owner)
  }

  /// Where the last axes are replaced by others (`abc,cde->abde`) it is a linear layer between two reshapings.
  private static let einsum: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let equation = EinsumEquation(layer.word("equation") ?? ""),
      let sizes = layer.config["output_shape"].flatMap({ size in
        size.integer.map { [$0] } ?? size.children.map(\.integer)
      }), let rank = inputs.rank, sizes.count >= equation.gained.count
    else { return try reader.addEinsum(layer, inputs) }
    let gained = sizes.suffix(equation.gained.count).compactMap { $0 }
    let bias = layer.word("bias_axes")
    guard gained.count == equation.gained.count, bias == nil || bias == equation.gained, rank > equation.lost
    else { return try reader.addEinsum(layer, inputs) }
    var tensors = inputs.one
    if equation.lost > 1 {
      tensors = try reader.add(
        "flatten", "\(layer.name)_flat", tensors, ["axis": .integer(rank - equation.lost)])
    }
    tensors = try reader.add(
      "linear", layer.name, tensors,
      [
        "units": .integer(gained.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }),
        "bias": .flag(bias != nil),
      ])
    if equation.lost == 1, gained.count == 1 {
      tensors = try reader.adapt(tensors, layer, inputs, "linear", "units")
    }
    if gained.count > 1 {
      let kept = Array(repeating: 0, count: max(rank - equation.lost - 1, 0))
      tensors = try reader.add(
        "reshape", "\(layer.name)_parts", tensors, ["shape": .integers(kept + gained)])
    }
    return try reader.activate(tensors, layer)
  }

  /// Adds to what a layer gives what two small matrices make of its input, where it is adapted so (LoRA).
  ///
  /// - Parameters:
  ///   - kind: the first of them, which has as many outputs as the rank says, under the name `outputs`.
  ///   - values: what else it has.
  mutating func adapt(
    _ tensors: [ImportedTensor], _ layer: KerasLayer, _ inputs: KerasInputs, _ kind: String,
    _ outputs: AttributeName, _ values: ImportedValues = [:]
  ) throws(FileProblem) -> [ImportedTensor] {
    guard let rank = try layer.integer("lora_rank"), let width = tensors.first?.shape?.dimensions.last,
      layer.layout == assembly.settings.layout
    else { return tensors }
    var values = values
    values.set(outputs, .integer(rank))
    if kind != "embedding" { values.set("bias", .flag(false)) }
    let narrow = try add(kind, "\(layer.name)_lora_a", inputs.one, values)
    let wide = try add(
      "linear", "\(layer.name)_lora_b", narrow, ["units": .integer(width), "bias": .flag(false)])
    return try add("add", "\(layer.name)_lora", tensors + wide)
  }

  /// Any other equation: sizes by their letters, the kernel and the bias as tensors of their own.
  private mutating func addEinsum(
    _ layer: KerasLayer, _ inputs: KerasInputs
  ) throws(FileProblem) -> [ImportedTensor] {
    let given = layer.config["output_shape"].map { size in
      size.integer.map { [$0] } ?? size.children.map(\.integer)
    }
    guard let shape = inputs.first?.shape, let given,
      let letters = EinsumLetters(layer.word("equation") ?? "", shape, given)
    else { return try addOpaque(layer, inputs) }
    let weights =
      [("kernel", letters.kernel)] + (letters.sizes(of: layer.word("bias_axes")).map { [("bias", $0)] } ?? [])
    return try activate(addOpaque(layer, inputs, shape: Shape(letters.output), weights: weights), layer)
  }

  /// A product along an axis of each of two inputs, the batch apart.
  private static let dot: Rule = { reader, layer, inputs throws(FileProblem) in
    let axes = try layer.integers("axes") ?? []
    let tensors = inputs.tensors
    guard tensors.count == 2, let first = axes.first, let last = axes.last, axes.count <= 2,
      let left = tensors[0].shape, let right = tensors[1].shape
    else { return try reader.addOpaque(layer, inputs) }
    let note = try layer.flag("normalize") == true ? "of vectors brought to length 1" : nil
    if left.rank == 2, right.rank == 2 {
      let products = try reader.add("multiply", "\(layer.name)_products", tensors)
      return try reader.add(
        "reduce", layer.name, products, ["function": .word("sum"), "axes": .integers([1])], note: note)
    }
    if left.rank == 3, right.rank == 3 {
      return try reader.add(
        "matmul", layer.name, tensors,
        ["transpose_a": .flag(first == 1 || first == -2), "transpose_b": .flag(last == 2 || last == -1)],
        note: note)
    }
    func kept(_ shape: Shape, _ axis: Int) -> [Int] {
      let place = axis < 0 ? axis &+ shape.rank : axis
      return shape.dimensions.enumerated().dropFirst().filter { $0.offset != place }.map(\.element)
    }
    return try reader.addOpaque(
      layer, inputs, shape: Shape([left[0]] + kept(left, first) + kept(right, last)), note: note)
  }
}

/// `abc,cd->abd`, where letters at the end of the input give way to others.
private struct EinsumEquation {
  /// How many axes are replaced, and the letters of those that take their place.
  let lost: Int
  let gained: String

  init?(_ text: String) {
    // What dots stand for is left alone where it comes first on both sides.
    guard !text.contains(".") || text.hasPrefix("...") && text.contains("->...") else { return nil }
    let parts = text.filter { $0 != " " && $0 != "." }.split { $0 == "," || $0 == "-" || $0 == ">" }
    guard parts.count == 3 else { return nil }
    let lost = parts[0].filter { !parts[2].contains($0) }
    let gained = parts[2].filter { !parts[0].contains($0) }
    guard !lost.isEmpty, parts[0].hasSuffix(lost), parts[1] == lost + gained, parts[2].hasSuffix(gained),
      parts[0].dropLast(lost.count) == parts[2].dropLast(gained.count), !gained.isEmpty
    else { return nil }
    (self.lost, self.gained) = (lost.count, gained)
  }
}

/// The sizes that the letters of an equation stand for.
private struct EinsumLetters {
  private var known: [Character: Int] = [:]
  let kernel, output: [Int]

  /// - Parameter given: the output's sizes behind the batch, `nil` for what is the input's.
  init?(_ text: String, _ input: Shape, _ given: [Int?]) {
    var parts = text.filter { $0 != " " }.split { $0 == "," || $0 == "-" || $0 == ">" }.map(String.init)
    guard parts.count == 3 else { return nil }
    // Dots become capitals, of which equations have none.
    let hidden = input.rank - parts[0].count { $0 != "." }
    guard hidden >= 0, hidden <= 26 else { return nil }
    let capitals = String((0..<hidden).compactMap { UnicodeScalar(0x41 + $0).map(Character.init) })
    for place in [0, 2] { parts[place] = parts[place].replacing("...", with: capitals) }
    guard parts[0].count == input.rank else { return nil }
    for (letter, size) in zip(parts[0], input.dimensions) { known[letter] = size }
    for (letter, size) in zip(parts[2].reversed(), given.reversed()) {
      if let size { known[letter] = size }
    }
    let sizes = known
    (kernel, output) = (parts[1].compactMap { sizes[$0] }, parts[2].compactMap { sizes[$0] })
    guard kernel.count == parts[1].count, output.count == parts[2].count else { return nil }
  }

  func sizes(of letters: String?) -> [Int]? { letters.map { $0.compactMap { known[$0] } } }
}
