// Element by element: nothing about the shape changes.

let function = Attribute<String>(
  "function",
  .choice([
    "relu", "relu6", "leaky_relu", "elu", "selu", "celu", "gelu", "silu", "mish", "sigmoid", "hard_sigmoid",
    "hard_swish", "tanh", "softplus", "softsign", "exp", "identity",
  ]),
  "What is done to each element")

let rate = Attribute<Double>(
  "rate", .real(0...1), "Share of the elements that are set to zero while training",
  spelled: [.pytorch: "p", .onnx: "ratio", .caffe: "dropout_ratio"])

let activationOperations: [OperationSpec] = [
  OperationSpec(
    id: "activation", title: "activation",
    summary: "Applies a function to every element.",
    category: .activation,
    attributes: [function.defaulting(to: "relu")],
    spelled: [
      .pytorch: "ReLU, GELU, …", .keras: "Activation", .onnx: "Relu, Gelu, …", .caffe: "ReLU, TanH, …",
    ],
    spatial: .pointwise,
    shape: { input in Outputs(input.shape) }
  ),
  OperationSpec(
    id: "dropout", title: "dropout",
    summary: "Sets elements to zero at random while training.",
    category: .activation,
    attributes: [rate.defaulting(to: 0.5)],
    spelled: [.pytorch: "Dropout", .keras: "Dropout", .onnx: "Dropout", .caffe: "Dropout"],
    spatial: .pointwise,
    shape: { input in Outputs(input.shape) }
  ),
]
