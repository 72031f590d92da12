import math

import keras
from keras import layers, ops


def downsample(x, filters, strides=1, *, name):
    x = layers.Conv2D(
        filters,
        1,
        strides=strides,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv",
    )(x)
    return layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn")(x)


def layer_block(x, hidden_filters, filters, *, name):
    y = layers.Conv2D(
        hidden_filters,
        1,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv1",
    )(x)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn1")(y)
    y = layers.Activation("relu", name=f"{name}_relu1")(y)
    y = layers.Conv2D(
        hidden_filters,
        3,
        padding="same",
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv2",
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn2")(y)
    y = layers.Activation("relu", name=f"{name}_relu2")(y)
    y = layers.Conv2D(
        filters, 1, data_format="channels_first", use_bias=False, name=f"{name}_conv3"
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn3")(y)
    x = layers.Add(name=f"{name}_add")([y, x])
    return layers.Activation("relu", name=f"{name}_relu3")(x)


def layer_block2(x, *, name):
    y = layers.Conv2D(
        64, 1, data_format="channels_first", use_bias=False, name=f"{name}_conv1"
    )(x)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn1")(y)
    y = layers.Activation("relu", name=f"{name}_relu1")(y)
    y = layers.Conv2D(
        64,
        3,
        padding="same",
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv2",
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn2")(y)
    y = layers.Activation("relu", name=f"{name}_relu2")(y)
    y = layers.Conv2D(
        256, 1, data_format="channels_first", use_bias=False, name=f"{name}_conv3"
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn3")(y)
    x = downsample(x, 256, name=f"{name}_downsample")
    x = layers.Add(name=f"{name}_add")([y, x])
    return layers.Activation("relu", name=f"{name}_relu3")(x)


def layer_block3(x, hidden_filters, filters, *, name):
    y = layers.Conv2D(
        hidden_filters,
        1,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv1",
    )(x)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn1")(y)
    y = layers.Activation("relu", name=f"{name}_relu1")(y)
    y = layers.ZeroPadding2D(1, data_format="channels_first", name=f"{name}_conv2_pad")(
        y
    )
    y = layers.Conv2D(
        hidden_filters,
        3,
        strides=2,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv2",
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn2")(y)
    y = layers.Activation("relu", name=f"{name}_relu2")(y)
    y = layers.Conv2D(
        filters, 1, data_format="channels_first", use_bias=False, name=f"{name}_conv3"
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-05, name=f"{name}_bn3")(y)
    x = downsample(x, filters, strides=2, name=f"{name}_downsample")
    x = layers.Add(name=f"{name}_add")([y, x])
    return layers.Activation("relu", name=f"{name}_relu3")(x)


def layer(x, *, name):
    x = layer_block2(x, name=f"{name}_block_0")
    for i in range(2):
        x = layer_block(x, 64, 256, name=f"{name}_block_{i + 1}")
    return x


def layer2(x, hidden_filters, filters, blocks, *, name):
    x = layer_block3(x, hidden_filters, filters, name=f"{name}_block_0")
    for i in range(blocks):
        x = layer_block(x, hidden_filters, filters, name=f"{name}_block_{i + 1}")
    return x


def resnet50():
    """ResNet-50: (3, 224, 224) -> (1000,), 25,557,032 parameters."""
    inputs = keras.Input((3, 224, 224), name="input")
    x = layers.ZeroPadding2D(3, data_format="channels_first", name="conv1_pad")(inputs)
    x = layers.Conv2D(
        64, 7, strides=2, data_format="channels_first", use_bias=False, name="conv1"
    )(x)
    x = layers.BatchNormalization(axis=1, epsilon=1e-05, name="bn1")(x)
    x = layers.Activation("relu", name="relu")(x)
    x = ops.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=float("-inf"))
    x = layers.MaxPooling2D(3, strides=2, data_format="channels_first", name="maxpool")(
        x
    )
    x = layer(x, name="layer1")
    x = layer2(x, 128, 512, 3, name="layer2")
    x = layer2(x, 256, 1024, 5, name="layer3")
    x = layer2(x, 512, 2048, 2, name="layer4")
    x = layers.GlobalAveragePooling2D(
        data_format="channels_first", keepdims=True, name="avgpool"
    )(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(1000, name="fc")(x)
    return keras.Model(inputs, x, name="resnet50")


if __name__ == "__main__":
    model = resnet50()
    y = model(ops.zeros((1, 3, 224, 224)))
    print(tuple(y.shape))
    count = sum(math.prod(w.shape) for w in model.trainable_weights)
    print(f"{count:,} parameters")
