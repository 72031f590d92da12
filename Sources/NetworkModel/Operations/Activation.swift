// Element by element: nothing about the shape changes.

/// What an activation may do, and whether PyTorch's layer of that name can do it `inplace`.
private let functions: [(name: String, worksInPlace: Bool)] = [
  ("relu", true), ("relu6", true), ("leaky_relu", true), ("elu", true), ("selu", true), ("celu", true),
  ("gelu", false), ("silu", true), ("mish", true), ("sigmoid", false), ("hard_sigmoid", true),
  ("hard_swish", true), ("tanh", false), ("softplus", false), ("softsign", false),
  ("thresholded_relu", true), ("exp", false), ("log", false), ("sqrt", false), ("reciprocal", false),
  ("power", false), ("abs", false), ("sign", false), ("negate", false), ("clip", false), ("floor", false),
  ("ceil", false), ("round", false), ("sin", false), ("cos", false), ("erf", false), (identity, false),
]
private let identity = "identity"

let function = Attribute<String>(
  "function", .choice(functions.map(\.name)), "What is done to each element")

/// The number that some functions have. Unset it is 0.01 (leaky_relu), 1/6 (hard_sigmoid) or 1.
private let alpha = Attribute<Double>(
  "alpha", .real(-Double.infinity...Double.infinity),
  "Slope or scale below zero, threshold, exponent: the number that the function has, unless the usual",
  spelled: [
    .pytorch: "negative_slope, alpha", .keras: "negative_slope, alpha",
    .caffe: "negative_slope, alpha, power",
  ])
private let minimum = Attribute<Double>(
  "minimum", .real(-Double.infinity...Double.infinity), "What smaller elements become",
  spelled: [.onnx: "min", .caffe: "min"])
private let maximum = Attribute<Double>(
  "maximum", .real(-Double.infinity...Double.infinity), "What larger elements become",
  spelled: [.onnx: "max", .caffe: "max"])

let rate = Attribute<Double>(
  "rate", .real(0...1), "Share of the elements that are set to zero while training",
  spelled: [.pytorch: "p", .onnx: "ratio", .caffe: "dropout_ratio"])

/// What has a slope of its own.
private enum Slopes: String, CaseIterable {
  case one, channel, element
}

private let slopes = Attribute<String>(
  "slopes", .choice(Slopes.allCases.map(\.rawValue)),
  "Whether one slope is learned, or each of these has one",
  spelled: [.pytorch: "num_parameters", .keras: "shared_axes", .caffe: "channel_shared"])

let activationOperations: [OperationSpec] = [
  OperationSpec(
    id: "activation", title: "activation",
    summary: "Applies a function to every element.",
    category: .activation,
    attributes: [
      function.defaulting(to: "relu"),
      alpha.optional.only(
        where: function, is: ["leaky_relu", "elu", "celu", "thresholded_relu", "hard_sigmoid", "power"]),
      minimum.optional.only(where: function, is: ["clip"]),
      maximum.optional.only(where: function, is: ["clip"]),
    ],
    spelled: [
      .pytorch: "ReLU, GELU, …", .keras: "Activation", .onnx: "Relu, Gelu, …", .caffe: "ReLU, TanH, …",
    ],
    spatial: .pointwise,
    shape: { input in Outputs(input.shape) },
    otherFLOPs: .perElement { input in input[function] == identity ? 0 : 1 },
    storage: { input in
      if input[function] == identity { return .input }
      return functions.contains { $0.name == input[function] && $0.worksInPlace } ? .overInput : .own
    }
  ),
  OperationSpec(
    id: "dropout", title: "dropout",
    summary: "Sets elements to zero at random while training.",
    category: .activation,
    attributes: [rate.defaulting(to: 0.5)],
    spelled: [.pytorch: "Dropout", .keras: "Dropout", .onnx: "Dropout", .caffe: "Dropout"],
    spatial: .pointwise,
    shape: { input in Outputs(input.shape) },
    storage: { _ in .input }
  ),
  OperationSpec(
    id: "prelu", title: "parametric ReLU",
    summary: "A rectifier whose slope below zero is learned.",
    category: .activation,
    attributes: [slopes.defaulting(to: Slopes.one.rawValue)],
    spelled: [.pytorch: "PReLU", .keras: "PReLU", .onnx: "PRelu", .caffe: "PReLU"],
    spatial: .pointwise,
    shape: { input in Outputs(input.shape) },
    parameters: { input, tally in
      switch Slopes(rawValue: input[slopes]) {
      case .one?, nil: tally.add("slope", Product(1))
      case .channel?: tally.add("slope", Product(input.channels))
      case .element?: tally.add("slope", input.shape.sizes(from: 1))
      }
    },
    otherFLOPs: .perElement { _ in 1 }
  ),
  OperationSpec(
    id: "glu", title: "gated linear unit",
    summary: "Multiplies one half of an axis by the sigmoid of the other.",
    category: .activation,
    attributes: [axis.defaulting(to: -1)],
    spelled: [.pytorch: "GLU"],
    spatial: .across { input in input.axes(of: axis) },
    shape: { input throws(ShapeProblem) in
      let axis = try input.axis(input[NetworkModel.axis], attribute: NetworkModel.axis.name)
      var shape = input.shape
      guard shape[axis].isMultiple(of: 2) else {
        throw ShapeProblem(
          .partsDoNotDivide, "axis \(axis) has \(shape[axis]) elements, which make no two halves",
          attribute: NetworkModel.axis.name)
      }
      shape[axis] /= 2
      return Outputs(shape)
    },
    // The sigmoid and the product.
    otherFLOPs: .perElement { _ in 2 },
    sizeFormula: { input, output in
      guard let axis = input.axes(of: axis).first else { return nil }
      return "\(input.shape[axis])/2 = \(output[axis])"
    }
  ),
  OperationSpec(
    id: "softmax", title: "softmax",
    summary: "Makes the elements of an axis add up to 1.",
    category: .activation,
    attributes: [axis.defaulting(to: -1)],
    spelled: [.pytorch: "Softmax", .keras: "Softmax", .onnx: "Softmax", .caffe: "Softmax"],
    spatial: .across { input in input.axes(of: axis) },
    shape: { input throws(ShapeProblem) in
      _ = try input.axis(input[axis], attribute: axis.name)
      return Outputs(input.shape)
    },
    // The largest, the differences to it, their exponentials, the sum and the quotients.
    otherFLOPs: .perElement { _ in 5 }
  ),
]
