import NetworkModel

/// TensorFlow's functions among the layers of Keras 2: `math.add`, `nn.relu6`, `__operators__.getitem`.
extension KerasReader {
  static let tensorFlowRules: [String: Rule] = ["TFOpLambda": tensorFlow, "SlicingOpLambda": tensorFlow]

  private static let functions: [String: Rule] = {
    var rules: [String: Rule] = [
      "expand_dims": expandedAxes, "squeeze": squeezedAxes, "reshape": reshaped, "transpose": transposed,
      "concat": joined, "resize": resized, "matmul": multiplied,
    ]
    for word in reductions.keys { rules[word] = reduced }
    for word in merges.keys { rules[word] = merged }
    for word in unmodelled { rules[word] = unchanged }
    for word in activations { rules[word] = activated }
    return rules
  }()

  private static let merges = [
    "add": "add", "subtract": "subtract", "multiply": "multiply", "divide": "divide", "truediv": "divide",
    "maximum": "maximum", "minimum": "minimum",
  ]
  private static let reductions = [
    "reduce_mean": "mean", "reduce_sum": "sum", "reduce_max": "max", "reduce_min": "min",
    "reduce_prod": "prod",
  ]
  private static let activations = [
    "relu", "relu6", "sigmoid", "tanh", "gelu", "silu", "swish", "elu", "selu", "softmax", "softplus",
    "leaky_relu", "hard_sigmoid",
  ]
  private static let unmodelled = [
    "cast", "identity", "stop_gradient", "sqrt", "square", "pow", "abs", "negative", "log", "exp", "rsqrt",
    "clip_by_value", "l2_normalize", "floordiv", "dropout",
  ]

  /// The layer's type is then the function's name.
  private static let tensorFlow: Rule = { reader, layer, inputs throws(FileProblem) in
    var function = layer
    if let name = layer.word("function"), !name.isEmpty { function.type = name }
    guard let rule = functions[function.word] else { return try reader.addOpaque(function, inputs) }
    return try rule(&reader, function, inputs)
  }

  private static let unchanged: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addOpaque(layer, inputs, shape: inputs.first?.shape)
  }

  private static let activated: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.apply(layer.word, named: layer.name, inputs.one)
  }

  private static let merged: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.addMerge(merges[layer.word] ?? "add", layer, inputs)
  }

  private static let multiplied: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("matmul", layer.name, inputs.tensors)
  }

  private static let joined: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add(
      "concat", layer.name, inputs.tensors, ["axis": .integer(inputs.arguments?["axis"]?.integer ?? -1)])
  }

  private static let expandedAxes: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("unsqueeze", layer.name, inputs.one, ["axes": inputs.integers("axis") ?? .integer(-1)])
  }

  private static let squeezedAxes: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("squeeze", layer.name, inputs.one, ["axes": inputs.integers("axis")])
  }

  private static let transposed: Rule = { reader, layer, inputs throws(FileProblem) in
    try reader.add("permute", layer.name, inputs.one, ["axes": inputs.integers("perm")])
  }

  /// The first size is the batch's.
  private static let reshaped: Rule = { reader, layer, inputs throws(FileProblem) in
    guard case .list(let sizes)? = inputs.integers("shape"), sizes.count > 1 else {
      return try reader.addOpaque(layer, inputs)
    }
    return try reader.add("reshape", layer.name, inputs.one, ["shape": .list(Array(sizes.dropFirst()))])
  }

  private static let reduced: Rule = { reader, layer, inputs throws(FileProblem) in
    let function = reductions[layer.word] ?? "mean"
    return try reader.add(
      "reduce", layer.name, inputs.one,
      [
        "function": .word(function), "axes": inputs.integers("axis"),
        "keep_axes": .flag(inputs.arguments?["keepdims"]?.flag ?? false),
      ])
  }

  private static let resized: Rule = { reader, layer, inputs throws(FileProblem) in
    guard let size = inputs.integers("size") else { return try reader.addOpaque(layer, inputs) }
    return try reader.add("resize", layer.name, inputs.one, ["size": size, "mode": .word("linear")])
  }
}

extension KerasLayer {
  /// The function's own name: `add` of `math.add`.
  fileprivate var word: String { type.split(separator: ".").last.map(String.init) ?? type }
}

extension KerasInputs {
  /// Whole numbers that are given by name.
  fileprivate func integers(_ name: String) -> AttributeLiteral? {
    guard let value = arguments?[name] else { return nil }
    if let number = value.integer { return .list([.integer(number)]) }
    let numbers = value.children.map(\.integer)
    let known = numbers.compactMap { $0 }
    return known.count == numbers.count && !known.isEmpty ? .integers(known) : nil
  }
}
