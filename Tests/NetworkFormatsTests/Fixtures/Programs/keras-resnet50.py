import math

import keras
from keras import layers, ops


def downsample(x, filters, strides=1, *, name):
    """Groups layer1/0/downsample, layer2/0/downsample and 2 more."""
    x = layers.Conv2D(
        filters,
        1,
        strides=strides,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv",
    )(x)
    return layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn")(x)


def layer_block(x, hidden_filters, filters, *, name):
    """Groups layer1/1, layer1/2 and 10 more."""
    y = layers.Conv2D(
        hidden_filters,
        1,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv1",
    )(x)
    y = layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn1")(y)
    y = layers.Activation("relu", name=f"{name}_relu1")(y)
    y = layers.Conv2D(
        hidden_filters,
        3,
        padding="same",
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv2",
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn2")(y)
    y = layers.Activation("relu", name=f"{name}_relu2")(y)
    y = layers.Conv2D(
        filters, 1, data_format="channels_first", use_bias=False, name=f"{name}_conv3"
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn3")(y)
    x = layers.Add(name=f"{name}_add")([y, x])
    return layers.Activation("relu", name=f"{name}_relu3")(x)


def layer_block_with_downsample(x, hidden_filters, filters, strides=1, *, name):
    """Groups layer1/0, layer2/0, layer3/0 and layer4/0."""
    y = layers.Conv2D(
        hidden_filters,
        1,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv1",
    )(x)
    y = layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn1")(y)
    y = layers.Activation("relu", name=f"{name}_relu1")(y)
    y = layers.ZeroPadding2D(1, data_format="channels_first", name=f"{name}_conv2_pad")(
        y
    )
    y = layers.Conv2D(
        hidden_filters,
        3,
        strides=strides,
        data_format="channels_first",
        use_bias=False,
        name=f"{name}_conv2",
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn2")(y)
    y = layers.Activation("relu", name=f"{name}_relu2")(y)
    y = layers.Conv2D(
        filters, 1, data_format="channels_first", use_bias=False, name=f"{name}_conv3"
    )(y)
    y = layers.BatchNormalization(axis=1, epsilon=1e-5, name=f"{name}_bn3")(y)
    x = downsample(x, filters, strides=strides, name=f"{name}_downsample")
    x = layers.Add(name=f"{name}_add")([y, x])
    return layers.Activation("relu", name=f"{name}_relu3")(x)


def layer(x, hidden_filters, filters, blocks, strides=1, *, name):
    """Groups layer1, layer2, layer3 and layer4."""
    x = layer_block_with_downsample(
        x, hidden_filters, filters, strides=strides, name=f"{name}_block_0"
    )
    for i in range(1, blocks):
        x = layer_block(x, hidden_filters, filters, name=f"{name}_block_{i}")
    return x


def resnet50():
    """ResNet-50: (3, 224, 224) -> (1000,), 25,557,032 parameters."""
    inputs = keras.Input((3, 224, 224), name="input")
    x = layers.ZeroPadding2D(3, data_format="channels_first", name="conv1_pad")(inputs)
    x = layers.Conv2D(
        64, 7, strides=2, data_format="channels_first", use_bias=False, name="conv1"
    )(x)
    x = layers.BatchNormalization(axis=1, epsilon=1e-5, name="bn1")(x)
    x = layers.Activation("relu", name="relu")(x)
    x = ops.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), constant_values=float("-inf"))
    x = layers.MaxPooling2D(3, strides=2, data_format="channels_first", name="maxpool")(
        x
    )
    x = layer(x, 64, 256, 3, name="layer1")
    x = layer(x, 128, 512, 4, strides=2, name="layer2")
    x = layer(x, 256, 1024, 6, strides=2, name="layer3")
    x = layer(x, 512, 2048, 3, strides=2, name="layer4")
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
