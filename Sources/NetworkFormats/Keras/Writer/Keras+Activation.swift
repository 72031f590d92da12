import NetworkModel

let kerasActivations: [KerasOperation] = [
  KerasOperation("activation") { context throws(Refusal) in
    let function = context.word("function")
    if let call = functions[function] { return .function(.call("ops.\(call)", .input(0))) }
    if let numbered = numbered(function, context) { return numbered }
    if function == "power" {
      throw Refusal("the network does not hold the numbers that \(function.quoted) needs")
    }
    return .module(
      .call("layers.Activation", [.positional("activation", .text(names[function] ?? function))]))
  },
  KerasOperation("dropout") { context in
    .module(.call("layers.Dropout", [.positional("rate", .real(context.real("rate")))]))
  },
  KerasOperation("prelu") { context in
    let axes: [Int] =
      switch context.word("slopes") {
      case "element": []
      case "channel": (1..<context.rank).filter { $0 != context.input.channelAxis }
      default: Array(1..<context.rank)
      }
    return .module(
      .call(
        "layers.PReLU",
        [
          .keyword("alpha_initializer", .call("keras.initializers.Constant", .real(0.25))),
          .keyword("shared_axes", axes.isEmpty ? .nothing : .list(axes.map { .integer($0) }), or: .nothing),
        ]))
  },
  KerasOperation("glu") { context in
    .function(
      .call(
        "ops.glu",
        [.positional("x", .input(0)), .keyword("axis", .integer(context.integer("axis")), or: .integer(-1))]))
  },
  KerasOperation("softmax") { context in
    .module(
      .call("layers.Softmax", [.keyword("axis", .integer(context.integer("axis")), or: .integer(-1))]))
  },
]

/// A function that has numbers of its own, as far as Keras does not take the same for granted.
private func numbered(_ function: String, _ context: LayerContext) -> LayerCode? {
  if let line = context.ownHardSigmoid { return .function(.call("ops.clip", line, .integer(0), .integer(1))) }
  let alpha = context.optionalReal("alpha")
  switch (function, alpha) {
  case ("leaky_relu", _):
    return .module(.call("layers.LeakyReLU", [.keyword("negative_slope", .real(alpha ?? 0.01))]))
  case ("thresholded_relu", _):
    return .module(.call("layers.ReLU", [.keyword("threshold", .real(alpha ?? 1))]))
  case ("elu", let alpha?): return .module(.call("layers.ELU", [.keyword("alpha", .real(alpha))]))
  case ("celu", let alpha?):
    return .function(.call("ops.celu", [.positional("x", .input(0)), .keyword("alpha", .real(alpha))]))
  case ("power", let alpha?): return .function(.call("ops.power", .input(0), .number(alpha)))
  case ("clip", _):
    switch (context.optionalReal("minimum"), context.optionalReal("maximum")) {
    case (let low?, let high?): return .function(.call("ops.clip", .input(0), .real(low), .real(high)))
    case (let low?, nil): return .function(.call("ops.maximum", .input(0), .real(low)))
    case (nil, let high?): return .function(.call("ops.minimum", .input(0), .real(high)))
    case (nil, nil): return .function(.input(0))
    }
  default: return nil
  }
}

/// What Keras has an operation for and no activation.
private let functions = [
  "log": "log", "sqrt": "sqrt", "reciprocal": "reciprocal", "abs": "abs", "sign": "sign",
  "negate": "negative",
  "floor": "floor", "ceil": "ceil", "round": "round", "sin": "sin", "cos": "cos", "erf": "erf",
]

/// Keras' words where they differ.
private let names = ["hard_swish": "hard_silu", "exp": "exponential", "identity": "linear"]
