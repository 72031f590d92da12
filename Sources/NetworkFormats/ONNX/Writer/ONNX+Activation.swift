import NetworkModel

let onnxActivations: [ONNXOperation] = [
  ONNXOperation("activation", .any) { layer throws(Refusal) in
    let function = layer.context.word("function")
    switch function {
    case "identity": return layer.input
    case "relu6": return layer.node("Clip", [layer.input, layer.scalar(0.0), layer.scalar(6.0)])
    case "silu": return layer.node("Mul", [layer.input, layer.node("Sigmoid", [layer.input])])
    case "power":
      let exponent = layer.context.optionalReal("alpha")
      if exponent == nil {
        layer.note("is written with an exponent of 1, since the network does not hold one")
      }
      return layer.node("Pow", [layer.input, layer.scalar(exponent ?? 1)])
    case "clip":
      let bounds = ["minimum", "maximum"].map { layer.context.optionalReal($0).map(layer.scalar) ?? "" }
      return layer.node("Clip", [layer.input] + bounds)
    default:
      guard let type = types[function] else { throw Refusal("ONNX has no operator for \(function.quoted)") }
      let alpha = layer.context.optionalReal("alpha") ?? (function == "hard_sigmoid" ? 1.0 / 6 : nil)
      return layer.node(type, [layer.input], alpha.map { ["alpha": .real($0)] } ?? [:])
    }
  },
  ONNXOperation("dropout", .any) { layer in
    layer.node("Dropout", [layer.input, layer.scalar(layer.context.real("rate"))])
  },
  ONNXOperation("prelu", .channelsFirst) { layer in
    let sizes: [Int] =
      switch layer.context.word("slopes") {
      case "channel": layer.perChannel
      case "element": layer.sizes(of: layer.context.shape)
      default: [1]
      }
    return layer.node("PRelu", [layer.input, layer.learned("slope", sizes)])
  },
  ONNXOperation("glu", .any) { layer in
    let axis = layer.place(of: "axis")
    let half = layer.inputSizes[axis] / 2
    let halves = layer.nodes(
      "Split", [layer.input, layer.list([half, half])], ["axis": .integer(axis)], outputs: 2)
    return layer.node("Mul", [halves[0], layer.node("Sigmoid", [halves[1]])])
  },
  ONNXOperation("softmax", .any) { layer in
    layer.node("Softmax", [layer.input], ["axis": .integer(layer.place(of: "axis"))])
  },
]

private let types = [
  "relu": "Relu", "leaky_relu": "LeakyRelu", "elu": "Elu", "selu": "Selu", "celu": "Celu", "gelu": "Gelu",
  "mish": "Mish", "sigmoid": "Sigmoid", "hard_sigmoid": "HardSigmoid", "hard_swish": "HardSwish",
  "tanh": "Tanh", "softplus": "Softplus", "softsign": "Softsign", "thresholded_relu": "ThresholdedRelu",
  "exp": "Exp", "log": "Log", "sqrt": "Sqrt", "reciprocal": "Reciprocal", "abs": "Abs", "sign": "Sign",
  "negate": "Neg", "floor": "Floor", "ceil": "Ceil", "round": "Round", "sin": "Sin",
  "cos": "Cos", "erf": "Erf",
]
