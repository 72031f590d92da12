import NetworkModel

/// Dense layers and tables.
extension KerasReader {
  static let denseRules: [String: Rule] = [
    "Dense": dense, "Embedding": embedding, "EinsumDense": einsum, "Dot": dot,
  ]

  private static let dense: Rule = { reader, layer, inputs throws(FileProblem) in
    let output = try reader.add(
      "linear", layer.name, inputs.one,
      ["units": try layer.literal("units"), "bias": try layer.option("use_bias")])
    return try reader.activate(output, layer)
  }

  private static let embedding: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add(
      "embedding", layer.name, inputs.one,
      ["entries": try layer.literal("input_dim"), "dimension": try layer.literal("output_dim")])
  }

  /// Where the last axis is replaced by another (`abc,cd->abd`) it is a linear layer; otherwise the matrix's own
  /// sizes are in the equation and the output's shape.
  private static let einsum: Rule = { reader, layer, inputs throws(FileProblem) in
    let equation = (layer.word("equation") ?? "").filter { $0 != " " && $0 != "." }
    let parts = equation.split(whereSeparator: { $0 == "," || $0 == "-" || $0 == ">" })
    if parts.count == 3, parts[1].count == 2, parts[0].last == parts[1].first,
      parts[2].last == parts[1].last, parts[0].dropLast() == parts[2].dropLast(),
      let units = layer.config["output_shape"].flatMap({ $0.integer ?? Array($0.children).last?.integer })
    {
      let bias = layer.word("bias_axes")
      if bias == nil || bias == String(parts[2].suffix(1)) {
        let output = try reader.add(
          "linear", layer.name, inputs.one, ["units": .integer(units), "bias": .flag(bias != nil)])
        return try reader.activate(output, layer)
      }
    }
    return try reader.addOpaque(layer, inputs)
  }

  /// A product along an axis of each of two inputs, the batch apart.
  private static let dot: Rule = { reader, layer, inputs throws(FileProblem) in
    let axes = try layer.integers("axes") ?? []
    guard inputs.tensors.count == 2, inputs.tensors.allSatisfy({ $0.rank == 3 }), let first = axes.first,
      let last = axes.last, axes.count <= 2
    else {
      let vectors = inputs.tensors.allSatisfy { $0.rank == 2 }
      return try reader.addOpaque(
        layer, inputs,
        shape: vectors ? inputs.first?.shape.map { Shape(batch: $0[0], features: 1) } : nil)
    }
    return try reader.add(
      "matmul", layer.name, inputs.tensors,
      ["transpose_a": .flag(first == 1 || first == -2), "transpose_b": .flag(last == 2 || last == -1)])
  }
}
