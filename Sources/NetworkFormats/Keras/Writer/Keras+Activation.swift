import NetworkModel

let kerasActivations: [KerasOperation] = [
  KerasOperation("activation") { context throws(Refusal) in
    let function = context.word("function")
    if let call = functions[function] { return .function(.call("ops.\(call)", .input(0))) }
    if needingNumbers.contains(function) {
      throw Refusal("the network does not hold the numbers that \(function.quoted) needs")
    }
    if function == "leaky_relu" {
      return .module(.call("layers.LeakyReLU", [.keyword("negative_slope", .real(0.01))]))
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

private let needingNumbers: Set = ["thresholded_relu", "power", "clip"]

/// What Keras has an operation for and no activation.
private let functions = [
  "log": "log", "sqrt": "sqrt", "reciprocal": "reciprocal", "abs": "abs", "sign": "sign",
  "negate": "negative",
  "floor": "floor", "ceil": "ceil", "round": "round", "sin": "sin", "cos": "cos", "erf": "erf",
]

/// Keras' words where they differ.
private let names = ["hard_swish": "hard_silu", "exp": "exponential", "identity": "linear"]
