import math

import keras
from keras import layers, ops


def mixed(
    x,
    b1_filters,
    b2_reduce_filters,
    b2_filters,
    b3_reduce_filters,
    b3_filters,
    b4_filters,
    *,
    name,
):
    """Groups mixed1 and mixed2."""
    b1 = layers.Conv2D(b1_filters, 1, name=f"{name}_b1")(x)
    b2 = layers.Conv2D(b2_reduce_filters, 1, name=f"{name}_b2_reduce")(x)
    b2 = layers.Conv2D(b2_filters, 3, padding="same", name=f"{name}_b2")(b2)
    b3 = layers.Conv2D(b3_reduce_filters, 1, name=f"{name}_b3_reduce")(x)
    b3 = layers.Conv2D(b3_filters, 5, padding="same", name=f"{name}_b3")(b3)
    b4 = layers.MaxPooling2D(3, strides=1, padding="same", name=f"{name}_pool")(x)
    b4 = layers.Conv2D(b4_filters, 1, name=f"{name}_b4")(b4)
    return layers.Concatenate(name=f"{name}_concat")([b1, b2, b3, b4])


def inception():
    """Inception: (28, 28, 192) -> (10,), 1,493,242 parameters."""
    inputs = keras.Input((28, 28, 192), name="image")
    x = mixed(inputs, 64, 96, 128, 16, 32, 32, name="mixed1")
    x = mixed(x, 128, 128, 192, 32, 96, 64, name="mixed2")
    x = layers.MaxPooling2D(3, strides=2, padding="same", name="pool")(x)
    x = layers.Flatten(name="head_flatten")(x)
    x = layers.Dense(10, name="head")(x)
    return keras.Model(inputs, x, name="inception")


if __name__ == "__main__":
    model = inception()
    y = model(ops.zeros((1, 28, 28, 192)))
    print(tuple(y.shape))
    count = sum(math.prod(w.shape) for w in model.trainable_weights)
    print(f"{count:,} parameters")
