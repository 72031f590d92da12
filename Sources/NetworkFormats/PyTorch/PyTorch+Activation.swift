import NetworkModel

let pyTorchActivations: [PyTorchOperation] = [
  PyTorchOperation("activation", .any, elements: .passed) { layer throws(Refusal) in
    let function = layer.context.word("function")
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
