#!/usr/bin/env python3
"""Asks Keras for the outputs and parameter counts of random layers that are no windows.

Writes Tests/NetworkModelTests/Fixtures/keras-layers.tsv; cases.py tells its columns, ask_keras.py what it needs.
"""

from ask_keras import VERSION, layers, measure
from cases import Maker
from draws import attention_inputs, between, broadcasting, dice, false_sometimes, joining, some_shape, sometimes

maker = Maker()


@maker.layer("linear", count=60)
def _():
    draw = lambda name: ({"units": dice.randint(1, 64), "bias": false_sometimes()}, some_shape(2, 5, 12))
    return draw, lambda case, units, bias=True: layers.Dense(units, use_bias=bias)


@maker.layer("embedding", "flatten", "dropout")
def _():
    def draw(name):
        if name == "embedding":
            return {"entries": dice.randint(1, 50), "dimension": dice.randint(1, 16)}, some_shape(2, 4)
        return {"rate": dice.choice((0.1, 0.5, 1.5))} if name == "dropout" else {}, some_shape(2, 5, 12)

    def make(case, entries=None, dimension=None, rate=None):
        return layers.Embedding(entries, dimension) if entries else layers.Dropout(rate) if rate else layers.Flatten()

    return draw, make


@maker.layer("activation", count=40)
def _():
    draw = lambda name: ({"function": dice.choice((
        "relu", "relu6", "sigmoid", "tanh", "gelu", "silu", "elu", "selu", "celu", "mish", "leaky_relu", "softplus",
        "softsign", "hard_sigmoid"))}, some_shape())  # fmt: skip
    return draw, lambda case, function: layers.Activation(function)


@maker.layer("batch_norm", "layer_norm", "rms_norm", "group_norm", count=50)
def _():
    def draw(name):
        shape = some_shape(3, 5, 12) if name != "batch_norm" else some_shape(2, 5, 12)
        flags = {"scale": false_sometimes(), "shift": false_sometimes()}
        match name:
            case "rms_norm":
                return {}, shape
            case "group_norm":
                return {"groups": dice.randint(1, 4), **flags}, shape
            case "layer_norm":
                return {"axis": sometimes(0.5, lambda: -dice.randint(1, len(shape) - 1)), **flags}, shape
        return flags, shape

    def make(case, scale=True, shift=True, groups=None, axis=-1):
        match case.operation:
            case "rms_norm":
                return layers.RMSNormalization()
            case "group_norm":
                return layers.GroupNormalization(groups, scale=scale, center=shift)
            case "layer_norm":
                return layers.LayerNormalization(axis=list(range(axis, 0)), scale=scale, center=shift)
        return layers.BatchNormalization(scale=scale, center=shift)

    return draw, make


@maker.layer("prelu", "softmax", count=40)
def _():
    def draw(name):
        return {"slopes": dice.choice(("element", "channel", "one"))} if name == "prelu" else {}, some_shape()

    def make(case, slopes=None):
        if case.operation == "softmax":
            return layers.Softmax()
        last = len(case.inputs[0]) - (slopes == "channel")
        return layers.PReLU(shared_axes=None if slopes == "element" else list(range(1, last)))

    return draw, make


@maker.layer("add", "subtract", "multiply", "maximum", "minimum", "average", count=30)
def _():
    draw = lambda name: ({}, *broadcasting(2 if name == "subtract" else dice.randint(2, 4)))
    return draw, lambda case: getattr(layers, case.operation.title())()


@maker.layer("concat", count=80)
def _():
    def draw(name):
        axis, shapes = joining()
        return {"axis": axis}, *shapes

    return draw, lambda case, axis: layers.Concatenate(axis)


@maker.layer("reshape", "permute", count=60)
def _():
    def draw(name):
        shape = some_shape()
        sizes = list(shape[1:] if name == "reshape" else range(1, len(shape)))
        dice.shuffle(sizes)
        if name == "permute":
            return {"axes": tuple(sizes)}, shape
        if dice.random() < 0.6:
            sizes[dice.randrange(len(sizes))] = -1
        if dice.random() < 0.3:
            sizes.append(dice.choice((1, 2, -1)))
        return {"shape": tuple(sizes)}, shape

    def make(case, shape=None, axes=None):
        return layers.Reshape(shape) if shape else layers.Permute(axes)

    return draw, make


@maker.layer("rnn", "lstm", "gru", count=60)
def _():
    def draw(name):
        return {
            "units": dice.randint(1, 12),
            "bidirectional": sometimes(0.4, lambda: True),
            "returns_sequence": false_sometimes(0.5),
            "bias": false_sometimes(),
            "bias_convention": "keras",
            "reset_after": false_sometimes(0.5) if name == "gru" else None,
        }, tuple(dice.randint(1, 9) for _ in range(3 if dice.random() < 0.95 else 4))

    def make(case, units, bias_convention, bidirectional=False, returns_sequence=True, bias=True, **given):
        kind = getattr(layers, {"rnn": "SimpleRNN", "lstm": "LSTM", "gru": "GRU"}[case.operation])
        inner = kind(units, return_sequences=returns_sequence, use_bias=bias, **given)
        return layers.Bidirectional(inner) if bidirectional else inner

    return draw, make


@maker.layer("multi_head_attention", count=80)
def _():
    def draw(name):
        return {
            "heads": dice.randint(1, 4),
            "key_size": dice.randint(1, 8),
            "value_size": sometimes(0.5, between(1, 8)),
            "units": sometimes(0.3, between(1, 9)),
            "bias": false_sometimes(),
        }, *attention_inputs(dice.randint(1, 9))

    def make(case, heads, key_size, value_size=None, units=None, bias=True):
        return Attention(layers.MultiHeadAttention(heads, key_size, value_size, output_shape=units, use_bias=bias))

    return draw, make


class Attention:
    """Keras takes the value before the key."""

    def __init__(self, inner):
        self.inner = inner

    def __call__(self, inputs):
        inputs = inputs if isinstance(inputs, list) else [inputs]
        return self.inner(inputs[0], inputs[-1], inputs[min(1, len(inputs) - 1)])

    def __getattr__(self, name):
        return getattr(self.inner, name)


if __name__ == "__main__":
    comments = [
        f"Layers as {VERSION} computes them, channels_last, made by Tests/Fixtures/make_keras_layer_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold.",
    ]
    maker.run("keras-layers.tsv", 20151, comments, measure)
