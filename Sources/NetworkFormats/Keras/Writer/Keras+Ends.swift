import NetworkModel

let kerasEnds: [KerasOperation] = [
  // An input is an argument of the model and comes to no code of its own.
  KerasOperation("input") { _ in .function(.input(0)) },
  KerasOperation("output") { _ in .function(.input(0)) },
  KerasOperation("parameter") { context throws(Refusal) in try freeTensor(context, isTrained: true) },
  KerasOperation("constant") { context throws(Refusal) in
    let value = context.optionalReal("value")
    let sizes = context.output.dimensions
    // Without a batch it needs no layer: a tensor among the operands is a constant, and so is a number.
    if !context.flag("batched"), let value {
      return .function(sizes.isEmpty ? .real(value) : .call("ops.full", .numbers(sizes), .real(value)))
    }
    var code =
      context.flag("batched")
      ? try freeTensor(context, isTrained: false, filledWith: value ?? 0)
      : .function(.call("ops.zeros", .numbers(sizes)))
    if value == nil { code.notes = [zerosForConstant] }
    return code
  },
  KerasOperation("opaque") { context throws(Refusal) in
    throw Refusal("there is nothing that the operator \(context.word("operator").quoted) could be written as")
  },
]

/// A layer of the program's own: Keras' models have no tensors that nothing is put into.
private func freeTensor(
  _ context: LayerContext, isTrained: Bool, filledWith value: Double = 0
) throws(Refusal) -> LayerCode {
  try context.requireBatch()
  let sizes = Array(context.output.dimensions.dropFirst())
  return LayerCode(
    member: .call(
      kerasTensorClass,
      [
        .positional("shape", .numbers(sizes)), .keyword("value", .real(value), or: .real(0)),
        .keyword("trainable", .flag(isTrained), or: .flag(true)),
      ]),
    forward: .call(.member, [.positional("", .batch)]))
}

let kerasTensorClass = "LearnedTensor"

/// The class of those layers.
let kerasTensorDefinition = """
  class LearnedTensor(layers.Layer):
      \"\"\"A tensor of its own, once for each example of what it is called with.\"\"\"

      def __init__(self, shape, value=0.0, **options):
          super().__init__(**options)
          self.shape = shape
          self.value = value

      def build(self, input_shape):
          filled = keras.initializers.Constant(self.value)
          self.tensor = self.add_weight(shape=self.shape, initializer=filled)

      def call(self, x):
          return ops.broadcast_to(self.tensor, (ops.shape(x)[0], *self.shape))

      def compute_output_shape(self, input_shape):
          return (input_shape[0], *self.shape)
  """
