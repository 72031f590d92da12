#!/usr/bin/env python3
"""Asks Keras for the outputs and parameter counts of random layers that are no plain windows.

Writes Tests/NetworkModelTests/Fixtures/keras-shapes.tsv; cases.py tells its columns. Shapes are channels_last.
Run it where make_keras_fixtures.py runs. Made with Python 3.11, keras 3.15.1 on torch 2.13.0+cpu.
"""

from math import prod

from make_keras_fixtures import dice, keras, layers, per_axis, sometimes, spatial

from cases import Case, accepted, refused, write

MAKERS = {}


def layer(*operations, count=30):
    """Registers what draws the cases of some operations, and what Keras makes of one."""

    def register(pair):
        draw, make = pair()
        MAKERS.update({operation: (draw, make, count) for operation in operations})
        return pair

    return register


def some_shape(low=2, high=5, largest=9):
    return tuple(dice.randint(1, largest) for _ in range(dice.randint(low, high)))


def image(rank):
    return (dice.randint(1, 2), *spatial(rank), dice.randint(1, 8))


def of_rank(name, case):
    return getattr(layers, name.format(len(case.inputs[0]) - 2))


@layer("conv_transpose", count=150)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        wide = dice.random() < 0.75
        return {
            "filters": dice.randint(1, 8),
            "kernel": per_axis(rank, lambda: dice.randint(1, 5)),
            "stride": per_axis(rank, lambda: dice.randint(1, 4)) if wide else None,
            "padding": dice.choice(("same", "valid")),
            "output_padding": sometimes(0.6, lambda: per_axis(rank, lambda: dice.randint(0, 2))),
            "dilation": None if wide else per_axis(rank, lambda: dice.randint(1, 3)),
            "bias": sometimes(0.25, lambda: False),
        }, (1, *(min(n, 8) for n in spatial(rank)), dice.randint(1, 4))

    def make(case, kernel, stride=1, dilation=1, bias=True, **given):
        return of_rank("Conv{}DTranspose", case)(
            kernel_size=kernel, strides=stride, dilation_rate=dilation, use_bias=bias, **given)  # fmt: skip

    return draw, make


@layer("adaptive_max_pool", "adaptive_avg_pool")
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        return {"size": per_axis(rank, lambda: dice.randint(1, 6))}, image(rank)

    def make(case, size):
        return of_rank(f"Adaptive{'Max' if 'max' in case.operation else 'Average'}Pooling{{}}D", case)(size)

    return draw, make


@layer("layer_norm", "rms_norm", "group_norm")
def _():
    def draw(name):
        shape = some_shape(3, 5, 12)
        flags = {"scale": sometimes(0.3, lambda: False), "shift": sometimes(0.3, lambda: False)}
        if name == "rms_norm":
            return {}, shape
        return ({"groups": dice.randint(1, 4), **flags} if name == "group_norm" else flags), shape

    def make(case, scale=True, shift=True, groups=None):
        if case.operation == "rms_norm":
            return layers.RMSNormalization()
        if groups:
            return layers.GroupNormalization(groups, scale=scale, center=shift)
        return layers.LayerNormalization(scale=scale, center=shift)

    return draw, make


@layer("prelu", "softmax")
def _():
    def draw(name):
        return {"slopes": dice.choice(("element", "channel"))} if name == "prelu" else {}, some_shape()

    def make(case, slopes=None):
        if case.operation == "softmax":
            return layers.Softmax()
        shared = list(range(1, len(case.inputs[0]) - 1)) if slopes == "channel" else None
        return layers.PReLU(shared_axes=shared)

    return draw, make


@layer("subtract", "multiply", "maximum", "minimum", "average", count=24)
def _():
    def draw(name):
        base = some_shape()
        shapes = [list(base) for _ in range(2 if name == "subtract" else dice.randint(2, 4))]
        for shape in shapes:
            if dice.random() < 0.3:
                shape[dice.randrange(1, len(base))] = 1
        if dice.random() < 0.25:
            shapes[-1][dice.randrange(1, len(base))] = 10
        return {}, *map(tuple, shapes)

    return draw, lambda case: getattr(layers, case.operation.title())()


@layer("embedding", "reshape", "permute")
def _():
    def draw(name):
        shape = some_shape()
        if name == "embedding":
            return {"entries": dice.randint(1, 50), "dimension": dice.randint(1, 16)}, shape[:3]
        sizes = list(shape[1:] if name == "reshape" else range(1, len(shape)))
        dice.shuffle(sizes)
        if name == "permute":
            return {"axes": tuple(sizes)}, shape
        if dice.random() < 0.6:
            sizes[dice.randrange(len(sizes))] = -1
        if dice.random() < 0.2:
            sizes.append(dice.choice((1, 2)))
        return {"shape": tuple(sizes)}, shape

    def make(case, entries=None, dimension=None, shape=None, axes=None):
        if entries:
            return layers.Embedding(entries, dimension)
        return layers.Reshape(shape) if shape else layers.Permute(axes)

    return draw, make


@layer("pad", "crop", "resize", count=50)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        if name == "resize":
            return {"factor": per_axis(rank, lambda: dice.randint(1, 3))}, image(rank)
        sides = [(dice.randint(0, 3), dice.randint(0, 3)) for _ in range(rank)]
        text = ",".join(f"[{before},{after}]" for before, after in sides)
        return {"padding" if name == "pad" else "cropping": text}, image(rank)

    def make(case, padding=None, cropping=None, factor=None):
        rank = len(case.inputs[0]) - 2
        if factor:
            factor = (factor,) * rank if isinstance(factor, int) else factor
            return of_rank("UpSampling{}D", case)(factor if rank > 1 else factor[0])
        numbers = [int(n) for n in (padding or cropping).replace("[", "").replace("]", "").split(",")]
        sides = tuple(zip(numbers[::2], numbers[1::2]))
        return of_rank("ZeroPadding{}D" if padding else "Cropping{}D", case)(sides if rank > 1 else sides[0])

    return draw, make


@layer("rnn", "lstm", "gru", count=40)
def _():
    def draw(name):
        return {
            "units": dice.randint(1, 12),
            "bidirectional": sometimes(0.4, lambda: True),
            "returns_sequence": sometimes(0.5, lambda: False),
            "bias": sometimes(0.3, lambda: False),
            "bias_convention": "keras",
            "reset_after": sometimes(0.5, lambda: False) if name == "gru" else None,
        }, tuple(dice.randint(1, 9) for _ in range(3 if dice.random() < 0.95 else 4))

    def make(case, units, bias_convention, bidirectional=False, returns_sequence=True, bias=True, **given):
        kind = getattr(layers, {"rnn": "SimpleRNN", "lstm": "LSTM", "gru": "GRU"}[case.operation])
        inner = kind(units, return_sequences=returns_sequence, use_bias=bias, **given)
        return layers.Bidirectional(inner) if bidirectional else inner

    return draw, make


@layer("multi_head_attention", count=50)
def _():
    def draw(name):
        batch, steps = dice.randint(1, 3), dice.randint(1, 6)
        query = (batch, dice.randint(1, 6), dice.randint(1, 9))
        key, value = (batch, steps, dice.randint(1, 9)), (batch, steps, dice.randint(1, 9))
        inputs = dice.choice(((query,), (query, key), (query, key, value)))
        return {
            "heads": dice.randint(1, 4),
            "key_size": dice.randint(1, 8),
            "value_size": sometimes(0.5, lambda: dice.randint(1, 8)),
            "units": sometimes(0.3, lambda: dice.randint(1, 9)),
            "bias": sometimes(0.3, lambda: False),
        }, *inputs

    def make(case, heads, key_size, value_size=None, units=None, bias=True):
        inner = layers.MultiHeadAttention(heads, key_size, value_size, output_shape=units, use_bias=bias)
        return Attention(inner)

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


def measure(case):
    kind = "int32" if case.operation == "embedding" else "float32"
    inputs = [keras.Input(batch_shape=shape, dtype=kind) for shape in case.inputs]
    try:
        module = MAKERS[case.operation][1](case, **case.attributes)
        output = module(inputs if len(inputs) > 1 else inputs[0])
    except (RuntimeError, ValueError) as problem:
        return refused(problem)
    count = lambda variables: sum(prod(v.shape) for v in variables)
    is_bias = lambda variable: variable.name in ("bias", "beta")
    return accepted(
        output.shape,
        weights=count(v for v in module.trainable_variables if not is_bias(v)),
        biases=count(v for v in module.trainable_variables if is_bias(v)),
    )


def draw_all():
    for operation, (draw, _, count) in MAKERS.items():
        for _ in range(count):
            attributes, *inputs = draw(operation)
            yield Case(operation, attributes, *inputs)


if __name__ == "__main__":
    dice.seed(20151)
    comments = [
        f"Layers as Keras {keras.__version__} computes them, channels_last, made by Tests/Fixtures/make_keras_shape_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold.",
    ]
    write("keras-shapes.tsv", comments, draw_all(), measure)
