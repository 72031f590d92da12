#!/usr/bin/env python3
"""Asks Keras for the output shape and parameter counts of random single layers.

Writes Tests/NetworkModelTests/Fixtures/keras-layers.tsv; cases.py tells its columns. Shapes are channels_last.
Run it in an environment of its own, outside the tree:

  python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch==2.13.0 keras==3.15.1
  /tmp/venv/bin/python Tests/Fixtures/make_keras_fixtures.py

The layers are called on symbolic inputs, and a refusal is Keras' own. What only Keras refuses is not drawn:
a stride together with a dilation. Made with Python 3.11, keras 3.15.1 on torch 2.13.0+cpu.
"""

import os
import random
from math import prod

os.environ["KERAS_BACKEND"] = "torch"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
from keras import layers

from cases import Case, accepted, refused, write

dice = random.Random(2015)


def per_axis(rank, draw):
    """One value for all axes, or now and then one for each."""
    return draw() if dice.random() < 0.6 else tuple(draw() for _ in range(rank))


def spatial(rank):
    return tuple(dice.randint(1, {1: 40, 2: 24, 3: 10}[rank]) for _ in range(rank))


def sometimes(chance, draw):
    return draw() if dice.random() < chance else None


def step(rank):
    """A stride or a dilation, never both."""
    wider = per_axis(rank, lambda: dice.randint(2, 4)) if dice.random() < 0.6 else None
    return (wider, None) if dice.random() < 0.7 else (None, wider)


def convolution():
    operation = dice.choices(("conv", "conv_transpose", "depthwise_conv", "separable_conv"), (12, 3, 2, 2))[0]
    rank = dice.choice((1, 2, 3) if operation.startswith("conv") else (1, 2))
    channels = dice.choice((1, 2, 3, 4, 6, 8))
    stride, dilation = step(rank)
    kernel = per_axis(rank, lambda: dice.randint(1, {1: 9, 2: 7, 3: 4}[rank]))
    if operation in ("depthwise_conv", "separable_conv"):  # Keras has one stride for both axes of these
        stride = sometimes(0.5, lambda: dice.randint(2, 4))
        dilation = None
    attributes = {
        "filters": None if operation == "depthwise_conv" else dice.choice((1, 2, 4, 6, 8, 12)),
        "multiplier": sometimes(0.5, lambda: dice.randint(1, 3)) if operation == "depthwise_conv" else None,
        "kernel": kernel,
        "stride": stride,
        "padding": dice.choice(("same", "valid")),
        "dilation": dilation,
        "groups": sometimes(0.25, lambda: dice.choice((2, 3, 4))) if operation == "conv" else None,
        "bias": sometimes(0.25, lambda: False),
    }
    if operation == "conv" and rank == 1 and dice.random() < 0.3:
        attributes["padding"] = "causal"
    return Case(operation, attributes, (dice.randint(1, 3), *spatial(rank), channels))


def pooling():
    rank = dice.choice((1, 2, 3))
    attributes = {
        "size": per_axis(rank, lambda: dice.randint(1, 5)),
        "stride": sometimes(0.6, lambda: per_axis(rank, lambda: dice.randint(1, 4))),
        "padding": dice.choice(("same", "valid")),
    }
    return Case(dice.choice(("max_pool", "avg_pool")), attributes, (dice.randint(1, 2), *spatial(rank), dice.randint(1, 6)))


def global_pooling():
    rank = dice.choice((1, 2, 3))
    operation = dice.choice(("global_avg_pool", "global_avg_pool", "global_max_pool"))
    shape = (dice.randint(1, 2), *spatial(rank), dice.randint(1, 12))
    return Case(operation, {"keep_axes": sometimes(0.5, lambda: False)}, shape)


def other():
    operation = dice.choice(("linear", "linear", "batch_norm", "batch_norm", "flatten", "dropout", "activation"))
    shape = tuple(dice.randint(1, 12) for _ in range(dice.randint(2, 5)))
    attributes = {
        "linear": lambda: {"units": dice.randint(1, 64), "bias": sometimes(0.3, lambda: False)},
        "activation": lambda: {"function": dice.choice(("relu", "sigmoid", "tanh", "gelu", "silu", "elu", "selu"))},
    }
    return Case(operation, attributes.get(operation, dict)(), shape)


def merging():
    operation = dice.choice(("concat", "add"))
    base = [dice.randint(1, 9) for _ in range(dice.randint(2, 5))]
    axis = dice.randrange(1, len(base))
    shapes = [list(base) for _ in range(dice.randint(2, 4))]
    for shape in shapes:
        if operation == "concat":
            shape[axis] = dice.randint(1, 9)
        elif dice.random() < 0.3:
            shape[axis] = 1
    if dice.random() < 0.25:
        shapes[-1][dice.randrange(1, len(base))] = 10
    axis = axis - len(base) if dice.random() < 0.5 else axis
    return Case(operation, {"axis": axis} if operation == "concat" else {}, *map(tuple, shapes))


KERAS_NAMES = {"kernel": "kernel_size", "size": "pool_size", "stride": "strides", "dilation": "dilation_rate",
               "bias": "use_bias", "multiplier": "depth_multiplier", "keep_axes": "keepdims"}  # fmt: skip


def layer(case):
    """Keras' layer for a case."""
    rank = len(case.inputs[0]) - 2
    given = {KERAS_NAMES.get(name, name): value for name, value in case.attributes.items()}
    match case.operation:
        case "conv" | "conv_transpose" | "depthwise_conv" | "separable_conv":
            name = {"conv": "Conv{}D", "conv_transpose": "Conv{}DTranspose", "depthwise_conv": "DepthwiseConv{}D",
                    "separable_conv": "SeparableConv{}D"}  # fmt: skip
            return getattr(layers, name[case.operation].format(rank))(**given)
        case "max_pool" | "avg_pool":
            return getattr(layers, f"{'Max' if case.operation == 'max_pool' else 'Average'}Pooling{rank}D")(**given)
        case "global_avg_pool" | "global_max_pool":
            name = "Average" if case.operation == "global_avg_pool" else "Max"
            return getattr(layers, f"Global{name}Pooling{rank}D")(**{"keepdims": True, **given})
        case "linear":
            return layers.Dense(**given)
        case "batch_norm":
            return layers.BatchNormalization()
        case "flatten":
            return layers.Flatten()
        case "dropout":
            return layers.Dropout(0.5)
        case "activation":
            return layers.Activation(given["function"])
        case "concat":
            return layers.Concatenate(**given)
        case "add":
            return layers.Add()


def measure(case):
    inputs = [keras.Input(batch_shape=shape) for shape in case.inputs]
    try:
        module = layer(case)
        output = module(inputs if len(inputs) > 1 else inputs[0])
    except (RuntimeError, ValueError) as problem:
        return refused(problem)
    count = lambda variables, *names: sum(prod(v.shape) for v in variables if v.name in names)
    return accepted(
        output.shape,
        weights=count(module.trainable_variables, "kernel", "depthwise_kernel", "pointwise_kernel", "gamma"),
        biases=count(module.trainable_variables, "bias", "beta"),
        frozen=count(module.non_trainable_variables, "moving_mean", "moving_variance"),
    )


PLAN = {convolution: 190, pooling: 90, global_pooling: 20, other: 60, merging: 50}

if __name__ == "__main__":
    comments = [
        f"Single layers as Keras {keras.__version__} computes them, channels_last, made by Tests/Fixtures/make_keras_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. Sizes round down.",
    ]
    write("keras-layers.tsv", comments, (draw() for draw, count in PLAN.items() for _ in range(count)), measure)
