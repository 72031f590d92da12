import NetworkModel

/// Functions among a functional model's layers that work on each element, or make one of many.
extension KerasReader {
  /// Makes layers of a function that is called with tensors; gives its outputs.
  typealias FunctionRule =
    @Sendable (inout KerasReader, KerasFunction) throws(FileProblem) -> [ImportedTensor]

  static let function: Rule = { reader, layer, inputs throws(FileProblem) in
    let function = KerasFunction(layer, inputs)
    guard let rule = functionRules[function.word] else { return try reader.addOpaque(layer, inputs) }
    return try rule(&reader, function)
  }

  private static let functionRules: [String: FunctionRule] = {
    var rules = shapeFunctionRules.merging(imageFunctionRules) { first, _ in first }
    for word in merges.keys { rules[word] = merged }
    for word in elementwise { rules[word] = applied }
    for word in passing { rules[word] = passed }
    for word in unmodelled { rules[word] = unchanged }
    for word in comparisons { rules[word] = compared }
    for word in reductions.keys { rules[word] = reduced }
    for word in unmodelledReductions { rules[word] = opaquelyReduced }
    for word in ["pow", "power", "clip", "clip_by_value"] { rules[word] = applied }
    rules["softmax"] = normalized
    rules["matmul"] = multiplied
    return rules
  }()

  private static let merges = [
    "add": "add", "add_v2": "add", "subtract": "subtract", "sub": "subtract", "multiply": "multiply",
    "mul": "multiply", "divide": "divide", "truediv": "divide", "true_divide": "divide", "real_div": "divide",
    "div": "divide", "maximum": "maximum", "minimum": "minimum",
  ]
  private static let elementwise = [
    "relu", "relu6", "sigmoid", "silu", "swish", "gelu", "tanh", "elu", "selu", "celu", "hard_sigmoid",
    "hard_silu", "hard_swish", "softplus", "softsign", "leaky_relu", "mish", "exp", "sqrt", "abs", "absolute",
    "negative", "neg", "log", "erf", "floor", "ceil", "round", "sign", "sin", "cos", "reciprocal",
  ]
  private static let passing = ["cast", "identity", "stop_gradient", "copy", "convert_to_tensor"]
  private static let unmodelled = [
    "square", "rsqrt", "l2_normalize", "normalize", "flip",
    "reverse",
    "cumsum", "cumprod", "zeros_like", "ones_like", "full_like", "log_softmax", "log_sigmoid", "roll", "sort",
    "argsort", "logical_not", "isnan", "isfinite", "expm1", "log1p", "log2", "log10", "hard_tanh",
    "hard_shrink",
    "soft_shrink", "tanh_shrink", "threshold", "squareplus", "sparse_plus", "sparsemax", "sinh", "cosh",
    "tan",
    "arctan", "atan", "erfinv", "dropout", "nan_to_num", "tril", "triu", "relu_grad",
    "fake_quant_with_min_max_vars",
  ]
  private static let comparisons = [
    "where", "greater", "greater_equal", "less", "less_equal", "equal", "not_equal", "logical_and",
    "logical_or",
    "floor_divide", "floordiv", "mod", "arctan2", "squared_difference", "logaddexp",
  ]
  private static let reductions = [
    "mean": "mean", "sum": "sum", "max": "max", "amax": "max", "min": "min", "amin": "min", "prod": "prod",
    "logsumexp": "logsumexp", "reduce_mean": "mean", "reduce_sum": "sum", "reduce_max": "max",
    "reduce_min": "min", "reduce_prod": "prod", "reduce_logsumexp": "logsumexp",
  ]
  private static let unmodelledReductions = [
    "var", "std", "argmax", "argmin", "arg_max", "arg_min", "any", "all", "reduce_any", "reduce_all",
    "reduce_std", "reduce_variance", "count_nonzero", "median", "norm",
  ]

  // MARK: - Elements

  private static let merged: FunctionRule = { reader, function throws(FileProblem) in
    let (number, isFirst) = function.number
    return try reader.addMerge(
      merges[function.word] ?? "add", function.layer, function.inputs, number: number, isFirst: isFirst)
  }

  private static let applied: FunctionRule = { reader, function throws(FileProblem) in
    if function.inputs.tensors.count > 1 { return try compared(&reader, function) }
    let words = [
      "absolute": "abs", "negative": "negate", "neg": "negate", "pow": "power", "clip_by_value": "clip",
    ]
    let word = words[function.word] ?? function.word
    if word == "clip" {
      return try reader.add(
        "activation", function.layer.name, function.inputs.one,
        [
          "function": .word(word),
          "minimum": function.argument("x_min", "clip_value_min", at: 1)?.real.map { .real($0) },
          "maximum": function.argument("x_max", "clip_value_max", at: 2)?.real.map { .real($0) },
        ])
    }
    if word == "gelu", function.argument("approximate", at: 1)?.flag == true {
      reader.assembly.tell("GELU is approximated by a tanh", of: reader.scoped(function.layer.name))
    }
    let number = function.argument("x2", "y", "negative_slope", "alpha", at: 1)?.real
    let isNumbered = ["power", "leaky_relu", "elu", "celu"].contains(word)
    return try reader.apply(
      word, named: function.layer.name, function.inputs.one,
      alpha: isNumbered ? number.map { .real($0) } : nil)
  }

  private static let passed: FunctionRule = { reader, function throws(FileProblem) in
    try reader.apply("linear", named: function.layer.name, function.inputs.one)
  }

  private static let unchanged: FunctionRule = { reader, function throws(FileProblem) in
    if function.inputs.tensors.count > 1 { return try compared(&reader, function) }
    return try reader.addOpaque(function.layer, function.inputs, shape: function.inputs.first?.shape)
  }

  private static let compared: FunctionRule = { reader, function throws(FileProblem) in
    try reader.addOpaque(
      function.layer, function.inputs, shape: broadcast(function.inputs.tensors.map(\.shape)))
  }

  /// Axes of size 1, and those that are not there, are repeated.
  private static func broadcast(_ shapes: [Shape?]) -> Shape? {
    let known = shapes.compactMap { $0 }
    guard known.count == shapes.count, var result = known.max(by: { $0.rank < $1.rank }) else { return nil }
    for shape in known {
      for axis in 0..<shape.rank {
        let place = result.rank - shape.rank + axis
        result[place] = max(result[place], shape[axis])
      }
    }
    return result
  }

  private static let normalized: FunctionRule = { reader, function throws(FileProblem) in
    let axis = function.axis(or: -1)
    let isLast = function.place(axis) &+ 1 == function.inputs.rank || axis == -1
    return try reader.add(
      "softmax", function.layer.name, function.inputs.one, ["axis": isLast ? nil : .integer(axis)])
  }

  private static let multiplied: FunctionRule = { reader, function throws(FileProblem) in
    guard function.inputs.tensors.count == 2 else {
      return try reader.addOpaque(function.layer, function.inputs)
    }
    return try reader.add(
      "matmul", function.layer.name, function.inputs.tensors,
      [
        "transpose_a": .flag(function.argument("transpose_a")?.flag ?? false),
        "transpose_b": .flag(function.argument("transpose_b")?.flag ?? false),
      ])
  }

  // MARK: - Axes

  private static let reduced: FunctionRule = { reader, function throws(FileProblem) in
    let axes = function.axes("axis", "axes", "reduction_indices", at: 1)
    return try reader.add(
      "reduce", function.layer.name, function.inputs.one,
      [
        "function": .word(reductions[function.word] ?? "mean"), "axes": axes.map { .integers($0) },
        "keep_axes": .flag(function.argument("keepdims", "keep_dims")?.flag ?? false),
      ])
  }

  private static let opaquelyReduced: FunctionRule = { reader, function throws(FileProblem) in
    let axes = (function.axes("axis", "dimension", at: 1) ?? []).map(function.place)
    let keeps = function.argument("keepdims", "keep_dims")?.flag ?? false
    let shape = function.shape { axis, size in axes.contains(axis) ? keeps ? 1 : nil : size }
    return try reader.addOpaque(function.layer, function.inputs, shape: axes.isEmpty ? nil : shape)
  }
}
