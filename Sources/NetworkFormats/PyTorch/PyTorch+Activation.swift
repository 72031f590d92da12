import NetworkModel

let pyTorchActivations: [PyTorchOperation] = [
  PyTorchOperation("activation", .any, elements: .passed) { layer throws(Refusal) in
    let function = layer.context.word("function")
    if let numbered = try numbered(function, layer.context) { return numbered }
    if let module = modules[function] { return .module(.call("nn.\(module)")) }
    if let call = functions[function] { return .function(.call("torch.\(call)", .input(0))) }
    throw Refusal("the network does not hold the numbers that \(function.quoted) needs")
  },
  PyTorchOperation("dropout", .any, elements: .passed) { layer in
    .module(
      .call("nn.Dropout", [.positional("p", .real(layer.context.real("rate")))]))
  },
  PyTorchOperation("prelu", .channelsFirst, elements: .passed) { layer in
    let context = layer.context
    guard context.word("slopes") == "element" else {
      let count = context.word("slopes") == "channel" ? context.channels : 1
      return .module(
        .call(
          "nn.PReLU",
          [
            Python.Argument(
              name: "num_parameters", value: .integer(count), isPositional: true, fallback: .integer(1))
          ]))
    }
    let slopes = Python.call(
      "nn.Parameter", .call("torch.full", .numbers(layer.sizes(of: context.shape)), .real(0.25)))
    return LayerCode(
      member: slopes,
      forward: .call(
        "torch.where", .infix(">", [.input(0), .integer(0)]), .input(0), .infix("*", [.member, .input(0)])))
  },
  PyTorchOperation("glu", .any) { layer in
    .module(.call("nn.GLU", [.keyword("dim", .integer(layer.place(of: "axis")))]))
  },
  PyTorchOperation("softmax", .any) { layer in
    .module(.call("nn.Softmax", [.keyword("dim", .integer(layer.place(of: "axis")))]))
  },
]

/// A function whose number the layer holds.
private func numbered(_ function: String, _ context: LayerContext) throws(Refusal) -> LayerCode? {
  if function == "clip" {
    let bounds = ["minimum", "maximum"].map { context.optionalReal($0).map { Python.real($0) } }
    if bounds.allSatisfy({ $0 == nil }) { return .function(.input(0)) }
    return .function(
      .call(
        "torch.clamp",
        [
          .positional("input", .input(0)), .keyword("min", bounds[0] ?? .nothing, or: .nothing),
          .keyword("max", bounds[1] ?? .nothing, or: .nothing),
        ]))
  }
  if let line = context.ownHardSigmoid {
    return .function(
      .call(
        "torch.clamp",
        [
          .positional("input", line), .keyword("min", .integer(0)), .keyword("max", .integer(1)),
        ]))
  }
  guard let alpha = context.optionalReal("alpha") ?? (function == "thresholded_relu" ? 1 : nil) else {
    return nil
  }
  switch function {
  case "leaky_relu":
    return .module(.call("nn.LeakyReLU", [.positional("negative_slope", .real(alpha))]))
  case "elu": return .module(.call("nn.ELU", [.positional("alpha", .real(alpha))]))
  case "celu": return .module(.call("nn.CELU", [.positional("alpha", .real(alpha))]))
  case "thresholded_relu":
    return .module(
      .call("nn.Threshold", [.positional("threshold", .real(alpha)), .positional("value", .real(0))]))
  case "power": return .function(.call("torch.pow", .input(0), .number(alpha)))
  default: return nil
  }
}

private let modules = [
  "relu": "ReLU", "relu6": "ReLU6", "leaky_relu": "LeakyReLU", "elu": "ELU", "selu": "SELU", "celu": "CELU",
  "gelu": "GELU", "silu": "SiLU", "mish": "Mish", "sigmoid": "Sigmoid", "hard_sigmoid": "Hardsigmoid",
  "hard_swish": "Hardswish", "tanh": "Tanh", "softplus": "Softplus", "softsign": "Softsign",
  "identity": "Identity",
]

private let functions = [
  "exp": "exp", "log": "log", "sqrt": "sqrt", "reciprocal": "reciprocal", "abs": "abs", "sign": "sign",
  "negate": "neg", "floor": "floor", "ceil": "ceil", "round": "round", "sin": "sin", "cos": "cos",
  "erf": "erf",
]
