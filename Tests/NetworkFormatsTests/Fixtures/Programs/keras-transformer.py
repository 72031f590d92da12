import math

import keras
from keras import layers, ops


class LearnedTensor(layers.Layer):
    """A tensor of its own, once for each example of what it is called with."""

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


def block(x, hidden_units, out_units, *, name):
    """Groups block1, block2, block3 and block4."""
    y = layers.LayerNormalization(epsilon=1e-5, name=f"{name}_norm1")(x)
    y = layers.MultiHeadAttention(3, 64, name=f"{name}_attention")(y, y)
    x = layers.Add(name=f"{name}_add1")([y, x])
    y = layers.LayerNormalization(epsilon=1e-5, name=f"{name}_norm2")(x)
    y = layers.Dense(hidden_units, name=f"{name}_up")(y)
    y = layers.Activation("gelu", name=f"{name}_gelu")(y)
    y = layers.Dense(out_units, name=f"{name}_down")(y)
    return layers.Add(name=f"{name}_add2")([y, x])


def encoder():
    """Encoder: (196, 192) -> (1000,), 2,010,472 parameters."""
    inputs = keras.Input((196, 192), name="patches")
    x = LearnedTensor((1, 192), name="class_token")(inputs)
    x = layers.Concatenate(axis=1, name="tokens")([x, inputs])
    positions = LearnedTensor((197, 192), name="positions")(inputs)
    x = layers.Add(name="embedded")([x, positions])
    for i in range(1, 5):
        x = block(x, 768, 192, name=f"block{i}")
    x = ops.take(x, 0, axis=1)
    x = layers.Dense(1000, name="head")(x)
    return keras.Model(inputs, x, name="encoder")


if __name__ == "__main__":
    model = encoder()
    y = model(ops.zeros((1, 196, 192)))
    print(tuple(y.shape))
    count = sum(math.prod(w.shape) for w in model.trainable_weights)
    print(f"{count:,} parameters")
