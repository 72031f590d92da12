import NetworkModel

/// Attention.
extension KerasReader {
  static let attentionRules: [String: Rule] = [
    "MultiHeadAttention": attention, "GroupQueryAttention": grouped, "GroupedQueryAttention": grouped,
    "Attention": scores, "AdditiveAttention": scores,
  ]

  /// Called with query, value and key, in this order, or by these names.
  private static let attention: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let (query, key, value) = inputs.attended, query.rank == 3 || query.rank == nil else {
      return try reader.addAttention(layer, inputs, keyHeads: layer.integer("num_heads"))
    }
    let isSelf = value.source == query.source && key.source == query.source
    let isShared = key.source == value.source
    let output = layer.config["output_shape"].flatMap { $0.integer ?? $0[0]?.integer }
    let outputs = try reader.add(
      "multi_head_attention", layer.name,
      isSelf ? [query] : isShared ? [query, value] : [query, key, value],
      [
        "heads": try layer.literal("num_heads"), "key_size": try layer.literal("key_dim"),
        "value_size": try layer.literal("value_dim"), "units": output.map { .integer($0) },
        "bias": try layer.option("use_bias"),
      ])
    guard inputs.used.contains(1) else { return outputs }
    var scores = layer
    scores.name = "\(layer.name)_scores"
    let shape = query.shape.flatMap { query in
      try? layer.integer("num_heads").flatMap { heads in
        value.shape.flatMap { Shape([query[0], heads, query[1], $0[1]]) }
      }
    }
    return try outputs + reader.addOpaque(scores, KerasInputs([query, key]), shape: shape)
  }

  /// Fewer heads for keys and values than for queries.
  private static let grouped: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addAttention(layer, inputs, keyHeads: layer.integer("num_key_value_heads"))
  }

  /// The matrices of an attention that is not modelled, in a group with what it does between them.
  private mutating func addAttention(
    _ layer: KerasLayer, _ inputs: KerasInputs, keyHeads: Int?
  ) throws(FileProblem) -> [ImportedTensor] {
    let heads = [try layer.integer("num_query_heads"), try layer.integer("num_heads")].compactMap(\.self)
      .first
    let size = [try layer.integer("key_dim"), try layer.integer("head_dim")].compactMap(\.self).first
    let given = try layer.integer("value_dim")
    guard let (query, key, value) = inputs.attended, let heads, let keyHeads, let size,
      let width = query.shape, case let valueSize = given ?? size
    else { return try addOpaque(layer, inputs, shape: inputs.first?.shape) }
    let bias = try layer.option("use_bias")
    func linear(_ name: String, _ tensor: ImportedTensor, _ units: Int) throws(FileProblem) -> ImportedTensor
    {
      try add(
        "linear", "\(layer.name)/\(name)", [tensor], ["units": .integer(units), "bias": bias])[0]
    }
    func times(_ count: Int, _ size: Int) -> Int { count.multipliedReportingOverflow(by: size).partialValue }
    let parts = [
      try linear("query", query, times(heads, size)), try linear("key", key, times(keyHeads, size)),
      try linear("value", value, times(keyHeads, valueSize)),
    ]
    var shape = width
    shape[shape.rank - 1] = times(heads, valueSize)
    var inner = layer
    inner.name = "\(layer.name)/attention"
    let mixed = try addOpaque(inner, KerasInputs(parts), shape: shape)
    return [try linear("output", mixed[0], width[width.rank - 1])]
  }

  /// Scores without matrices: as many steps as the query, as many features as the values.
  private static let scores: Rule = { reader, layer, inputs throws(FileProblem) in
    var shape = inputs.first?.shape
    var weights: [(String, [Int])] = []
    if let rank = shape?.rank, inputs.tensors.count > 1, let value = inputs.tensors[1].shape,
      value.rank == rank
    {
      let isAdditive = layer.type == "AdditiveAttention"
      if try layer.flag("use_scale") ?? isAdditive {
        let features = (inputs.tensors.count > 2 ? inputs.tensors[2].shape : value)?.dimensions.last ?? 1
        weights.append(("scale", isAdditive ? [features] : [1]))
      }
      if layer.word("score_mode") == "concat" { weights.append(("concat_score_weight", [1])) }
      shape?[rank - 1] = value[rank - 1]
    }
    return try reader.addOpaque(layer, inputs, shape: shape, weights: weights)
  }
}

extension KerasInputs {
  /// Query, key and value: by these names, or in the order query, value, key.
  fileprivate var attended: (query: ImportedTensor, key: ImportedTensor, value: ImportedTensor)? {
    func input(_ name: String, _ place: Int) -> ImportedTensor? {
      if let named = named[name]?.first { return named }
      let places = tensors.count - named.values.reduce(0) { $0 + $1.count }
      return place < places ? tensors[place] : nil
    }
    guard let query = input("query", 0) else { return nil }
    let value = input("value", 1) ?? query
    return (query, input("key", 2) ?? value, value)
  }
}
