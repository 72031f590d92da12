import NetworkModel

/// Operators that stand among a functional model's layers: those of `keras.ops`, which have classes of their own.
/// Their arguments are not in the file, so that most can only be known by the shapes that are.
extension KerasReader {
  static let operatorRules: [String: Rule] =
    elementwise.reduce(into: [:]) { $0[$1] = function }
    .merging([
      "Matmul": product, "Cast": passing, "Lambda": lambda,
    ]) { first, _ in first }

  private static let elementwise = [
    "Relu", "Relu6", "Sigmoid", "Silu", "Gelu", "Tanh", "Elu", "Selu", "HardSigmoid", "HardSilu", "Softplus",
    "Softsign", "Exp", "Sqrt", "Square", "Abs", "Negative", "Log", "Rsqrt", "Power", "Erf", "Clip",
  ]

  /// `HardSigmoid` is the function `hard_sigmoid`.
  private static let function: Rule = { reader, layer, inputs throws(FileProblem) in
    guard inputs.tensors.count == 1 else { return try reader.addOpaque(layer, inputs) }
    let words = ["HardSigmoid": "hard_sigmoid", "HardSilu": "hard_silu"]
    return try reader.apply(words[layer.type] ?? layer.type.lowercased(), named: layer.name, inputs.one)
  }

  private static let product: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("matmul", layer.name, inputs.tensors)
  }

  private static let passing: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("activation", layer.name, inputs.one, ["function": .word("identity")])
  }

  /// Its shape is in the file where its author gave it.
  private static let lambda: Rule = { reader, layer, inputs throws(FileProblem) in
    let sizes = layer.config["output_shape"]?.children.map(\.integer) ?? []
    let known = sizes.compactMap { $0 }
    let batch = inputs.first?.shape?.dimensions.first
    let shape = known.isEmpty || known.count < sizes.count ? nil : batch.flatMap { Shape([$0] + known) }
    return try reader.addOpaque(layer, inputs, shape: shape)
  }
}
