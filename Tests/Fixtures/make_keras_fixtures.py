#!/usr/bin/env python3
"""Asks Keras for the output shape and parameter counts of random convolutions and poolings.

Writes Tests/NetworkModelTests/Fixtures/keras-windows.tsv; cases.py tells its columns, ask_keras.py what it needs.
What only Keras refuses is not drawn: a stride together with a dilation.
"""

from ask_keras import VERSION, measure, of_rank
from cases import Maker
from draws import between, dice, false_sometimes, per_axis, sides, sometimes, spatial

maker = Maker()


def step(rank):
    """A stride or a dilation, never both."""
    wider = per_axis(rank, between(2, 4)) if dice.random() < 0.6 else None
    return (wider, None) if dice.random() < 0.7 else (None, wider)


def kernel(rank):
    return per_axis(rank, between(1, {1: 9, 2: 7, 3: 4}[rank]))


def image(rank, channels=8):
    return (dice.randint(1, 3), *spatial(rank), dice.randint(1, channels))


def convolution(name, rank):
    stride, dilation = step(rank)
    return {
        "filters": dice.choice((1, 2, 4, 6, 8, 12)),
        "kernel": kernel(rank),
        "stride": stride,
        "padding": dice.choice(("same", "valid", "causal") if rank == 1 else ("same", "valid")),
        "dilation": dilation,
        "bias": false_sometimes(0.25),
    }


def words(kernel, stride=1, dilation=1, bias=True, **given):
    """A convolution's attributes in Keras' words."""
    names = {"multiplier": "depth_multiplier"}
    return {"kernel_size": kernel, "strides": stride, "dilation_rate": dilation, "use_bias": bias,
            **{names.get(name, name): value for name, value in given.items()}}  # fmt: skip


@maker.layer("conv", count=200)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        return {**convolution(name, rank), "groups": sometimes(0.25, lambda: dice.choice((2, 3, 4)))}, image(rank)

    return draw, lambda case, **given: of_rank("Conv{}D", case)(**words(**given))


@maker.layer("depthwise_conv", "separable_conv", count=80)
def _():
    def draw(name):
        rank = dice.choice((1, 2))
        given = {**convolution(name, rank), "multiplier": sometimes(0.5, between(1, 3)), "dilation": None}
        given["stride"] = sometimes(0.5, between(2, 4))  # Keras has one stride for both axes of these
        if given["padding"] == "causal":
            given["padding"] = "same"
        if name == "depthwise_conv":
            del given["filters"]
        return given, image(rank)

    def make(case, **given):
        return of_rank("DepthwiseConv{}D" if case.operation == "depthwise_conv" else "SeparableConv{}D", case)(**words(**given))

    return draw, make


@maker.layer("conv_transpose", count=200)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        wide = dice.random() < 0.75
        return {
            "filters": dice.randint(1, 8),
            "kernel": per_axis(rank, between(1, 5)),
            "stride": per_axis(rank, between(1, 4)) if wide else None,
            "padding": dice.choice(("same", "valid")),
            "output_padding": sometimes(0.6, lambda: per_axis(rank, between(0, 2))),
            "dilation": None if wide else per_axis(rank, between(1, 3)),
            "bias": false_sometimes(0.25),
        }, (1, *(min(n, 8) for n in spatial(rank)), dice.randint(1, 4))

    return draw, lambda case, **given: of_rank("Conv{}DTranspose", case)(**words(**given))


@maker.layer("max_pool", "avg_pool", count=60)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        return {
            "size": per_axis(rank, between(1, 5)),
            "stride": sometimes(0.6, lambda: per_axis(rank, between(1, 4))),
            "padding": dice.choice(("same", "valid")),
        }, image(rank)

    def make(case, size, padding, stride=None):
        name = "MaxPooling{}D" if case.operation == "max_pool" else "AveragePooling{}D"
        return of_rank(name, case)(size, stride, padding)

    return draw, make


@maker.layer("global_max_pool", "global_avg_pool", count=25)
def _():
    draw = lambda name: ({"keep_axes": false_sometimes(0.5)}, image(dice.choice((1, 2, 3))))

    def make(case, keep_axes=True):
        return of_rank(f"Global{'Max' if 'max' in case.operation else 'Average'}Pooling{{}}D", case)(keepdims=keep_axes)

    return draw, make


@maker.layer("adaptive_max_pool", "adaptive_avg_pool", count=30)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        return {"size": per_axis(rank, between(1, 6))}, image(rank)

    def make(case, size):
        return of_rank(f"Adaptive{'Max' if 'max' in case.operation else 'Average'}Pooling{{}}D", case)(size)

    return draw, make


@maker.layer("pad", "crop", "resize", count=60)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        if name == "resize":
            return {"factor": per_axis(rank, between(1, 3))}, image(rank)
        return {"padding" if name == "pad" else "cropping": sides(rank)}, image(rank)

    def make(case, padding=None, cropping=None, factor=None):
        rank = len(case.inputs[0]) - 2
        if factor:
            factor = (factor,) * rank if isinstance(factor, int) else factor
            return of_rank("UpSampling{}D", case)(factor if rank > 1 else factor[0])
        margins = padding or cropping
        return of_rank("ZeroPadding{}D" if padding else "Cropping{}D", case)(margins if rank > 1 else margins[0])

    return draw, make


if __name__ == "__main__":
    comments = [
        f"Windows as {VERSION} computes them, channels_last, made by Tests/Fixtures/make_keras_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. Sizes round down.",
    ]
    maker.run("keras-windows.tsv", 2015, comments, measure)
