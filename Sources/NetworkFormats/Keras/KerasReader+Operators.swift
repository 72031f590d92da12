import NetworkModel

/// Operators that stand among a functional model's layers: those of `keras.ops`, which have classes of their own,
/// and TensorFlow's functions in Keras 2.
extension KerasReader {
  static let operatorRules: [String: Rule] =
    elementwise.reduce(into: [:]) { $0[$1] = function }
    .merging([
      "TFOpLambda": tensorFlow, "SlicingOpLambda": tensorFlow, "Matmul": product, "Cast": passing,
      "Lambda": lambda,
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

  private static let merges = [
    "add": "add", "subtract": "subtract", "multiply": "multiply", "divide": "divide", "truediv": "divide",
    "maximum": "maximum", "minimum": "minimum",
  ]
  private static let keeping: Set<String> = [
    "cast", "identity", "stop_gradient", "sqrt", "square", "pow", "abs", "negative", "log", "exp", "rsqrt",
    "clip_by_value", "l2_normalize", "add", "subtract", "multiply", "divide", "truediv", "maximum", "minimum",
    "floordiv", "relu", "relu6", "sigmoid", "tanh", "gelu", "silu", "swish", "elu", "selu", "softmax",
    "softplus", "leaky_relu", "hard_sigmoid", "dropout",
  ]

  /// `math.add`, `nn.relu6`, `__operators__.add`: with two tensors a merge, with one a function.
  private static let tensorFlow: Rule = { reader, layer, inputs throws(FileProblem) in
    let function = layer.word("function") ?? ""
    let word = function.split(separator: ".").last.map(String.init) ?? ""
    var opaque = layer
    if !function.isEmpty { opaque.type = function }
    if inputs.tensors.count > 1 {
      guard let kind = merges[word] else { return try reader.addOpaque(opaque, inputs) }
      return try reader.add(kind, layer.name, inputs.tensors)
    }
    guard keeping.contains(word) else { return try reader.addOpaque(opaque, inputs) }
    if merges[word] == nil { return try reader.apply(word, named: layer.name, inputs.one) }
    return try reader.addOpaque(opaque, inputs, shape: inputs.first?.shape)
  }
}
