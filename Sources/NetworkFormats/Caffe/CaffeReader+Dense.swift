import NetworkModel

/// Layers that connect everything, tables, and what carries a state.
extension CaffeReader {
  static let denseRules: [String: Rule] = [
    "innerproduct": innerProduct, "embed": embedding, "lstm": lstm, "rnn": recurrent, "parameter": parameter,
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
      ])
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

  /// Steps × streams × features: the axes' names are others than in the rest, their sizes are the file's.
  private static let lstm: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.recurrent("lstm", layer, inputs)
  }

  /// Its state goes through one more matrix before it comes out.
  private static let recurrent: Rule = { reader, layer, inputs throws(FileProblem) in
    let units = try layer.parameters("recurrent_param").integer("num_output")
    let state = try reader.recurrent("rnn", layer, inputs)
    let output = try reader.assembly.add(
      "linear", "\(layer.name)_output", state, ["units": units.map { .integer($0) }])
    return try reader.assembly.add("activation", "\(layer.name)_tanh", output, ["function": .word("tanh")])
  }

  private mutating func recurrent(
    _ kind: String, _ layer: CaffeLayer, _ inputs: [ImportedTensor]
  ) throws(FileProblem) -> [ImportedTensor] {
    var inputs = inputs
    if let rank = inputs.first?.rank, rank > 3 {
      inputs = try assembly.add("flatten", "\(layer.name)_flat", inputs, ["axis": .integer(2)])
    }
    return try assembly.add(
      kind, layer.name, inputs,
      [
        "units": try layer.parameters("recurrent_param").integer("num_output").map { .integer($0) },
        "bias_convention": .word("keras"),
      ],
      note: layer.bottoms.count > 1 ? "the marks of where sequences begin are left out" : nil)
  }
}
