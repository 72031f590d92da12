#!/usr/bin/env python3
"""Asks PyTorch for the output shape and parameter counts of random convolutions and poolings.

Writes Tests/NetworkModelTests/Fixtures/pytorch-windows.tsv; cases.py tells its columns, ask_pytorch.py what it needs.
"""

from torch import nn
from torch.nn import functional

from ask_pytorch import VERSION, measure, of_rank
from cases import Maker
from draws import between, dice, false_sometimes, fitting_groups, per_axis, sides, some_rank, sometimes, spatial, with_slip

maker = Maker()


@maker.layer("conv", count=600)
def _():
    def draw(name):
        rank = some_rank()
        channels, filters = dice.choice((1, 2, 3, 4, 6, 8, 12, 16)), dice.choice((1, 2, 4, 6, 8, 12, 16, 24))
        attributes = with_slip(
            {
                "filters": filters,
                "kernel": per_axis(rank, between(1, {1: 11, 2: 9, 3: 4}[rank])),
                "stride": sometimes(0.6, lambda: per_axis(rank, between(1, 4))),
                "padding": sometimes(0.55, lambda: per_axis(rank, between(0, 5))),
                "dilation": sometimes(0.3, lambda: per_axis(rank, between(1, 3))),
                "groups": sometimes(0.35, lambda: fitting_groups(channels, filters)),
                "bias": false_sometimes(0.25),
            },
            [("kernel", 0), ("kernel", -2), ("stride", 0), ("stride", -1), ("dilation", 0), ("padding", -1),
             ("groups", 0), ("groups", -1), ("filters", 0)],
        )  # fmt: skip
        if dice.random() < 0.2:
            attributes["padding"] = dice.choice(("same", "same", "valid"))
            attributes["stride"] = sometimes(0.3, between(1, 3))
        return attributes, (dice.randint(1, 3), channels, *spatial(rank))

    def make(case, filters, kernel, **given):
        return of_rank("Conv", case)(case.inputs[0][1], filters, kernel, **given)

    return draw, make


@maker.layer("depthwise_conv", count=80)
def _():
    def draw(name):
        rank = some_rank()
        attributes = {
            "multiplier": sometimes(0.5, between(1, 4)),
            "kernel": per_axis(rank, between(1, 5)),
            "stride": sometimes(0.6, lambda: per_axis(rank, between(1, 3))),
            "padding": sometimes(0.55, lambda: per_axis(rank, between(0, 3))),
            "dilation": sometimes(0.3, lambda: per_axis(rank, between(1, 3))),
            "bias": false_sometimes(0.25),
        }
        return attributes, (dice.randint(1, 3), dice.randint(1, 9), *spatial(rank))

    def make(case, kernel, multiplier=1, **given):
        channels = case.inputs[0][1]
        return of_rank("Conv", case)(channels, channels * multiplier, kernel, groups=channels, **given)

    return draw, make


@maker.layer("conv_transpose", count=200)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        channels = dice.choice((1, 2, 3, 4, 6, 8))
        attributes = with_slip(
            {
                "filters": dice.choice((1, 2, 4, 6, 8, 12)),
                "kernel": per_axis(rank, between(1, 5)),
                "stride": sometimes(0.7, lambda: per_axis(rank, between(1, 4))),
                "padding": sometimes(0.5, lambda: per_axis(rank, between(0, 3))),
                "output_padding": sometimes(0.4, lambda: per_axis(rank, between(0, 2))),
                "dilation": sometimes(0.3, lambda: per_axis(rank, between(1, 3))),
                "groups": sometimes(0.25, lambda: dice.choice((2, channels))),
                "bias": false_sometimes(0.25),
            },
            [("kernel", 0), ("stride", 0), ("dilation", 0), ("padding", -1), ("output_padding", -1), ("groups", 0)],
        )
        return attributes, (dice.randint(1, 2), channels, *(min(n, 10) for n in spatial(rank)))

    def make(case, filters, kernel, **given):
        return of_rank("ConvTranspose", case)(case.inputs[0][1], filters, kernel, **given)

    return draw, make


@maker.layer("max_pool", "avg_pool", count=250)
def _():
    def draw(name):
        rank = some_rank()
        size = per_axis(rank, between(1, 6))
        largest_padding = (size if isinstance(size, int) else min(size)) // 2 + (dice.random() < 0.15)
        attributes = with_slip(
            {
                "size": size,
                "stride": sometimes(0.75, lambda: per_axis(rank, between(1, 5))),
                "padding": sometimes(0.6, lambda: per_axis(rank, between(0, largest_padding))),
                "dilation": sometimes(0.35, lambda: per_axis(rank, between(1, 3))) if name == "max_pool" else None,
                "rounding": dice.choice(("floor", "ceil", "ceil")),
            },
            [("size", 0), ("size", -1), ("stride", 0), ("stride", -2), ("padding", -1)],
            chance=0.05,
        )
        return attributes, (dice.randint(1, 2), dice.randint(1, 6), *spatial(rank))

    def make(case, size, rounding, stride=None, **given):
        name = "MaxPool" if case.operation == "max_pool" else "AvgPool"
        return of_rank(name, case)(size, stride, ceil_mode=rounding == "ceil", **given)

    return draw, make


@maker.layer("lp_pool", count=80)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        size, stride = per_axis(rank, between(1, 5)), sometimes(0.6, lambda: per_axis(rank, between(1, 4)))
        rounding = dice.choice(("floor", "ceil"))
        return {"size": size, "stride": stride, "rounding": rounding}, (1, dice.randint(1, 6), *spatial(rank))

    def make(case, size, rounding, stride=None):
        alone = lambda value: value[0] if isinstance(value, tuple) and len(value) == 1 else value
        return of_rank("LPPool", case)(2, alone(size), alone(stride), ceil_mode=rounding == "ceil")

    return draw, make


@maker.layer("adaptive_max_pool", "adaptive_avg_pool", count=50)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        # A 0 is the axis that PyTorch leaves as it is with None.
        size = per_axis(rank, between(0 if rank > 1 else 1, 7)) if dice.random() < 0.9 else -1
        return {"size": size}, (dice.randint(1, 2), dice.randint(1, 6), *spatial(rank))

    def make(case, size):
        name = "AdaptiveMaxPool" if case.operation == "adaptive_max_pool" else "AdaptiveAvgPool"
        sizes = size if isinstance(size, tuple) else (size,) * (len(case.inputs[0]) - 2)
        sizes = tuple(n or None for n in sizes)
        return of_rank(name, case)(sizes if len(sizes) > 1 else sizes[0])

    return draw, make


@maker.layer("global_max_pool", "global_avg_pool", count=20)
def _():
    draw = lambda name: ({}, (dice.randint(1, 2), dice.randint(1, 6), *spatial(dice.choice((1, 2, 3)))))

    def make(case):
        return of_rank("AdaptiveMaxPool" if case.operation == "global_max_pool" else "AdaptiveAvgPool", case)(1)

    return draw, make


@maker.layer("pad", "crop", count=100)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        shape = (1, 2, *spatial(rank, 9))
        if name == "crop":
            return {"cropping": sides(rank)}, shape
        return {"padding": sides(rank), "mode": dice.choice(("constant", "reflect", "replicate", "circular"))}, shape

    def make(case, padding=None, cropping=None, mode="constant"):
        numbers = [number for pair in (padding or cropping)[::-1] for number in pair]
        return lambda x: functional.pad(x, numbers if padding else [-number for number in numbers], mode=mode)

    return draw, make


@maker.layer("resize", "pixel_shuffle", "pixel_unshuffle", count=60)
def _():
    def draw(name):
        if name != "resize":
            factor = dice.choice((1, 2, 3))
            channels, sizes = dice.randint(1, 20), spatial(2, 14)
            if dice.random() < 0.6:
                channels, sizes = channels * factor**2 % 40 or factor**2, tuple(n * factor for n in sizes)
            return {"factor": factor}, (dice.randint(1, 2), channels, *sizes)
        rank = dice.choice((1, 2, 3))
        name, value = dice.choice(("factor", "size")), per_axis(rank, between(1, 4))
        if dice.random() < 0.4:
            name, value = "scale", dice.choice((0.1, 0.3, 0.5, 0.7, 1.1, 1.25, 1.5, 2.4, 3.3))
        return {name: value}, (dice.randint(1, 2), dice.randint(1, 8), *spatial(rank))

    def make(case, factor=None, size=None, scale=None):
        if case.operation == "resize":
            return nn.Upsample(size=size, scale_factor=factor or scale)
        return (nn.PixelShuffle if case.operation == "pixel_shuffle" else nn.PixelUnshuffle)(factor)

    return draw, make


if __name__ == "__main__":
    comments = [
        f"Windows as {VERSION} computes them, channels_first, made by Tests/Fixtures/make_pytorch_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. Convolutions round down; a pooling says how it rounds.",
        "Refused by PyTorch only: padding 'same' with a stride (the message says 'strided convolutions').",
    ]
    maker.run("pytorch-windows.tsv", 20130, comments, measure)
