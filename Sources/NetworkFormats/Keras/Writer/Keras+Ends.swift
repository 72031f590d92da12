import NetworkModel

let kerasEnds: [KerasOperation] = [
  // An input is an argument of the model and comes to no code of its own.
  KerasOperation("input") { _ in .function(.input(0)) },
  KerasOperation("output") { _ in .function(.input(0)) },
  KerasOperation("parameter") { context throws(Refusal) in try freeTensor(context, isTrained: true) },
  KerasOperation("constant") { context throws(Refusal) in
    // Without a batch it needs no layer: a tensor among the operands is a constant.
    var code =
      context["batched"] == .flag(false)
      ? LayerCode.function(.call("ops.zeros", .numbers(context.output.dimensions)))
      : try freeTensor(context, isTrained: false)
    code.notes = ["is written as zeros, since the network does not hold a constant's values"]
    return code
  },
  KerasOperation("opaque") { context throws(Refusal) in
    throw Refusal("there is nothing that the operator \(context.word("operator").quoted) could be written as")
  },
]

/// A layer of the program's own: Keras' models have no tensors that nothing is put into.
private func freeTensor(_ context: LayerContext, isTrained: Bool) throws(Refusal) -> LayerCode {
  try context.requireBatch()
  let sizes = Array(context.output.dimensions.dropFirst())
  return LayerCode(
    member: .call(
      kerasTensorClass,
      [.positional("shape", .numbers(sizes)), .keyword("trainable", .flag(isTrained), or: .flag(true))]),
    forward: .call(.member, [.positional("", .batch)]))
}

let kerasTensorClass = "LearnedTensor"

/// The class of those layers.
let kerasTensorDefinition = """
  class LearnedTensor(layers.Layer):
      \"\"\"A tensor of its own, once for each example of what it is called with.\"\"\"

      def __init__(self, shape, **options):
          super().__init__(**options)
          self.shape = shape

      def build(self, input_shape):
          self.value = self.add_weight(shape=self.shape, initializer="zeros")

      def call(self, x):
          return ops.broadcast_to(self.value, (ops.shape(x)[0], *self.shape))

      def compute_output_shape(self, input_shape):
          return (input_shape[0], *self.shape)
  """
