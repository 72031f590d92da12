import math

import keras
from keras import layers, ops


def alexnet():
    """AlexNet: (227, 227, 3) -> (1000,), 62,378,344 parameters."""
    inputs = keras.Input((227, 227, 3), name="input_image")
    x = layers.Conv2D(96, 11, strides=4, name="conv1")(inputs)
    x = layers.MaxPooling2D(3, strides=2, name="maxpool1")(x)
    x = layers.Conv2D(256, 5, padding="same", name="conv2")(x)
    x = layers.MaxPooling2D(3, strides=2, name="maxpool2")(x)
    x = layers.Conv2D(384, 3, padding="same", name="conv3")(x)
    x = layers.Conv2D(384, 3, padding="same", name="conv4")(x)
    x = layers.Conv2D(256, 3, padding="same", name="conv5")(x)
    x = layers.MaxPooling2D(3, strides=2, name="maxpool3")(x)
    x = layers.Flatten(name="fc1_flatten")(x)
    x = layers.Dense(4096, name="fc1")(x)
    x = layers.Dense(4096, name="fc2")(x)
    x = layers.Dense(1000, name="fc3")(x)
    return keras.Model(inputs, x, name="alexnet")


if __name__ == "__main__":
    model = alexnet()
    y = model(ops.zeros((1, 227, 227, 3)))
    print(tuple(y.shape))
    count = sum(math.prod(w.shape) for w in model.trainable_weights)
    print(f"{count:,} parameters")
