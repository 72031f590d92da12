import NetworkModel

/// Layers that connect everything, and tables.
extension CaffeReader {
  static let denseRules: [String: Rule] = [
    "innerproduct": innerProduct, "embed": embedding, "parameter": parameter,
    "margininnerproduct": margins,
  ]

  /// What lies behind `axis` is flattened.
  private static let innerProduct: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("inner_product_param")
    let axis = try values.integer("axis") ?? 1
    let rank = inputs.first?.rank
    var inputs = inputs
    let isFlat = rank.map { axis == -1 || axis == $0 - 1 } ?? (axis == -1)
    if axis != 1, !isFlat {
      inputs = try reader.assembly.add("flatten", "\(layer.name)_flat", inputs, ["axis": .integer(axis)])
    }
    return try reader.assembly.add(
      axis == 1 ? "fully_connected" : "linear", layer.name, inputs,
      [
        "units": try values.integer("num_output").map { .integer($0) },
        "bias": try values.flag("bias_term").map { .flag($0) },
      ], shares: reader.owner)
  }

  private static let parameter: Rule = { reader, layer, inputs throws(FileProblem) in
    let sizes = try layer.parameters("parameter_param").shape("shape") ?? []
    return try reader.assembly.add(
      "parameter", layer.name, [], ["shape": .integers(sizes), "batched": .flag(false)])
  }

  private static let embedding: Rule = { reader, layer, inputs throws(FileProblem) in
    let values = layer.parameters("embed_param")
    let size = try values.integer("num_output")
    let table = try reader.assembly.add(
      "embedding", layer.name, inputs,
      [
        "entries": try values.integer("input_dim").map { .integer($0) },
        "dimension": size.map { .integer($0) },
      ], shares: reader.owner)
    guard try values.flag("bias_term") ?? true else { return table }
    return try reader.shift(table, by: size, layer)
  }

  /// Adds a learned vector along the last axis.
  private mutating func shift(
    _ inputs: [ImportedTensor], by size: Int?, _ layer: CaffeLayer
  ) throws(FileProblem) -> [ImportedTensor] {
    let bias = try assembly.add(
      "parameter", "\(layer.name)_bias", [],
      ["shape": size.map { .list([.integer($0)]) }, "batched": .flag(false)])
    return try assembly.add("add", "\(layer.name)_shifted", inputs + bias)
  }

  /// SphereFace's, which turns the product into an angle.
  private static let margins: Rule = { reader, layer, inputs throws(FileProblem) in
    reader.assembly.tell(
      "the margin, which the angles to the weights keep while training, is left out", of: layer.name)
    let units = try layer.parameters("margin_inner_product_param").integer("num_output")
    return try reader.assembly.add(
      "fully_connected", layer.name, Array(inputs.prefix(1)),
      ["units": units.map { .integer($0) }, "bias": .flag(false)], shares: reader.owner)
  }
}
