/// A class that a program brings along for a kind of layer that Keras has none of.
struct KerasClass: Sendable {
  let name: String
  let definition: String

  static let all = [tensor, localResponseNorm]

  /// The classes that lines call, each with the empty lines that follow a class.
  static func lines(for body: [String]) -> [String] {
    all.filter { used in body.contains { $0.contains("\(used.name)(") } }.flatMap {
      $0.definition.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + ["", ""]
    }
  }

  static let tensor = KerasClass(
    name: "LearnedTensor",
    definition: """
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
      """)

  static let localResponseNorm = KerasClass(
    name: "LocalResponseNorm",
    definition: """
      class LocalResponseNorm(layers.Layer):
          \"\"\"Divides each element by its neighbours' squares across channels.\"\"\"

          def __init__(self, size=5, alpha=1e-4, beta=0.75, k=1.0, axis=-1, **options):
              super().__init__(**options)
              self.size = size
              self.alpha = alpha
              self.beta = beta
              self.k = k
              self.axis = axis

          def call(self, x):
              squares = ops.moveaxis(ops.square(x), self.axis, -1)
              margins = [(0, 0)] * len(x.shape)
              margins[-1] = (self.size // 2, (self.size - 1) // 2)
              squares = ops.pad(squares, margins)
              channels = x.shape[self.axis]
              total = sum(squares[..., i : i + channels] for i in range(self.size))
              scale = ops.power(self.k + self.alpha / self.size * total, self.beta)
              return x / ops.moveaxis(scale, -1, self.axis)
      """)
}
