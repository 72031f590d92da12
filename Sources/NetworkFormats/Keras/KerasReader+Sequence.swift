import NetworkModel

/// Recurrent layers and attention.
extension KerasReader {
  static let sequenceRules: [String: Rule] = [
    "SimpleRNN": recurrent, "LSTM": recurrent, "GRU": recurrent, "CuDNNLSTM": recurrent,
    "CuDNNGRU": recurrent, "MultiHeadAttention": attention, "Attention": scores, "AdditiveAttention": scores,
  ]

  private static let recurrent: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addRecurrent(layer, inputs, isBidirectional: false)
  }

  /// Adds a recurrent layer. Its states come out by layer and direction, and are taken apart where they are used.
  mutating func addRecurrent(
    _ layer: KerasLayer, _ inputs: KerasInputs, isBidirectional: Bool
  ) throws(FileProblem) -> [ImportedTensor] {
    let isAccelerated = layer.type.hasPrefix("CuDNN")
    let kind = layer.type == "SimpleRNN" ? "rnn" : layer.type.hasSuffix("LSTM") ? "lstm" : "gru"
    guard layer.leading == 0 else { return try addOpaque(layer, inputs) }
    let usesStates = inputs.used.contains { $0 > 0 }
    var values: ImportedValues = [
      "units": try layer.literal("units"), "bidirectional": .flag(isBidirectional),
      "returns_sequence": .flag(try layer.flag("return_sequences") ?? false),
      "returns_state": .flag(usesStates), "bias": try layer.option("use_bias"),
      // Layers for one kind of hardware had two biases for each gate.
      "bias_convention": .word(isAccelerated ? "pytorch" : "keras"),
    ]
    // Before Keras 2.1 there was no other way than the one without.
    if kind == "gru" { values.set("reset_after", .flag(try layer.flag("reset_after") ?? isAccelerated)) }
    let note = inputs.tensors.count > 1 ? "the states that it begins with are left out" : nil
    let outputs = try add(kind, layer.name, inputs.one, values, note: note)
    guard usesStates else { return outputs }
    let states = kind == "lstm" ? 2 : 1
    let count = states * (isBidirectional ? 2 : 1)
    var results = [outputs[0]]
    for place in 0..<count {
      let source = 1 + place % states
      guard inputs.used.contains(place + 1), source < outputs.count else {
        results.append(outputs[0])
        continue
      }
      results += try add(
        "gather", "\(layer.name)_state\(place + 1)", [outputs[source]],
        ["axis": .integer(1), "indices": .integers([place / states]), "keep_axes": .flag(false)])
    }
    return results
  }

  /// Called with query, value and key, in this order, or by these names.
  private static let attention: Rule = { reader, layer, inputs throws(FileProblem) in
    func input(_ name: String, _ place: Int) -> ImportedTensor? {
      if let named = inputs.named[name]?.first { return named }
      let places = inputs.tensors.count - inputs.named.values.reduce(0) { $0 + $1.count }
      return place < places ? inputs.tensors[place] : nil
    }
    guard let query = input("query", 0), query.rank == 3 || query.rank == nil else {
      return try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
    }
    let value = input("value", 1) ?? query
    let key = input("key", 2) ?? value
    let isSelf = value.source == query.source && key.source == query.source
    let isShared = key.source == value.source
    let output = layer.config["output_shape"].flatMap { $0.integer ?? $0[0]?.integer }
    return try reader.add(
      "multi_head_attention", layer.name,
      isSelf ? [query] : isShared ? [query, value] : [query, key, value],
      [
        "heads": try layer.literal("num_heads"), "key_size": try layer.literal("key_dim"),
        "value_size": try layer.literal("value_dim"), "units": output.map { .integer($0) },
        "bias": try layer.option("use_bias"),
      ])
  }

  /// Scores without matrices: as many steps as the query, as many features as the values.
  private static let scores: Rule = { reader, layer, inputs throws(FileProblem) in
    var shape = inputs.first?.shape
    if let rank = shape?.rank, inputs.tensors.count > 1, let value = inputs.tensors[1].shape,
      value.rank == rank
    {
      shape?[rank - 1] = value[rank - 1]
    }
    return try reader.addOpaque(layer, inputs, shape: shape)
  }
}
