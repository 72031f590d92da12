#!/usr/bin/env python3
"""Asks PyTorch for the outputs of random layers that learn nothing: those that merge, arrange and select.

Writes Tests/NetworkModelTests/Fixtures/pytorch-shapes.tsv; cases.py tells its columns, ask_pytorch.py what it needs.
"""

import torch

from ask_pytorch import VERSION, measure
from cases import Maker
from draws import broadcasting, dice, false_sometimes, joining, some_axis, some_shape, sometimes

maker = Maker()
MERGING = {
    "add": torch.add, "subtract": torch.sub, "multiply": torch.mul, "divide": torch.div, "maximum": torch.maximum,
    "minimum": torch.minimum,
}  # fmt: skip


@maker.layer(*MERGING, count=30)
def _():
    draw = lambda name: ({}, *broadcasting(2))
    return draw, lambda case: MERGING[case.operation]


@maker.layer("concat", count=100)
def _():
    def draw(name):
        axis, shapes = joining()
        return {"axis": axis}, *shapes

    return draw, lambda case, axis: lambda *tensors: torch.cat(tensors, axis)


@maker.layer("matmul", count=100)
def _():
    def draw(name):
        batch, inner = dice.randint(1, 3), dice.randint(2, 6)
        middle = [dice.randint(2, 4) for _ in range(dice.randint(0, 2))]
        first = [batch, *middle, dice.randint(1, 6), inner]
        second = [batch, *(1 if dice.random() < 0.2 else n for n in middle), inner, dice.randint(1, 6)]
        given = {"transpose_a": sometimes(0.3, lambda: True), "transpose_b": sometimes(0.3, lambda: True)}
        for flag, shape in zip(given.values(), (first, second)):
            if flag:
                shape[-1], shape[-2] = shape[-2], shape[-1]
        if dice.random() < 0.2:
            second[dice.randrange(1, len(second))] += 1
        return given, tuple(first), tuple(second)

    def make(case, transpose_a=False, transpose_b=False):
        turn = lambda x, flag: x.transpose(-1, -2) if flag else x
        return lambda a, b: torch.matmul(turn(a, transpose_a), turn(b, transpose_b))

    return draw, make


@maker.layer("flatten", count=100)
def _():
    def draw(name):
        shape = some_shape(2, 6)
        return {"axis": sometimes(0.6, lambda: some_axis(shape)), "end_axis": sometimes(0.4, lambda: some_axis(shape))}, shape

    return draw, lambda case, axis=1, end_axis=-1: torch.nn.Flatten(axis, end_axis)


@maker.layer("reshape", count=150)
def _():
    def draw(name):
        shape = some_shape(2, 6)
        sizes = list(shape[1:])
        dice.shuffle(sizes)
        if len(sizes) > 1 and dice.random() < 0.5:
            sizes[:2] = [sizes[0] * sizes[1]]
        if dice.random() < 0.6:
            sizes[dice.randrange(len(sizes))] = -1
        if dice.random() < 0.3:
            sizes.insert(dice.randint(0, len(sizes)), dice.choice((1, 1, 2, -1, -2)))
        return {"shape": tuple(sizes)}, shape

    return draw, lambda case, shape: lambda x: x.reshape(x.shape[0], *shape)


@maker.layer("permute", "squeeze", "unsqueeze", "reduce", count=80)
def _():
    def draw(name):
        shape = tuple(1 if axis > 0 and dice.random() < 0.4 else n for axis, n in enumerate(some_shape(3, 5)))
        axes = list(range(1, len(shape) + (name == "unsqueeze")))
        rank = len(shape) + (name == "unsqueeze")
        dice.shuffle(axes)
        turned = lambda axes: [axis - rank if dice.random() < 0.3 else axis for axis in axes]
        if name == "permute":
            axes = [0, *turned(axes)]
            slip = dice.random()
            axes = axes[:-1] if slip < 0.1 and len(axes) != 3 else [*axes[:-1], axes[1]] if slip < 0.2 else axes
            return {"axes": tuple(axes)}, shape
        if name == "squeeze":
            axes = turned([axis for axis in axes if shape[axis] == 1 or dice.random() < 0.2]) or None
            return {"axes": axes and tuple(axes)}, shape
        axes = turned(axes[: dice.randint(1, 1 if name == "unsqueeze" else len(axes))])
        if dice.random() < 0.1:
            axes[0] = 9
        elif len(axes) > 1 and dice.random() < 0.1:
            axes[0] = axes[1]
        given = {"axes": tuple(axes)}
        return {**given, "keep_axes": false_sometimes(0.5)} if name == "reduce" else given, shape

    def make(case, axes=None, keep_axes=True):
        match case.operation:
            case "permute":
                return lambda x: x.permute(axes)
            case "squeeze":
                return lambda x: x.squeeze(axes or [a for a in range(1, x.dim()) if x.shape[a] == 1])
            case "unsqueeze":
                return lambda x: x.unsqueeze(axes[0])
            case _:
                return lambda x: x.mean(axes, keepdim=keep_axes)

    return draw, make


@maker.layer("expand", "repeat", count=80)
def _():
    def draw(name):
        shape = some_shape()
        if name == "repeat":
            return {"repeats": tuple(dice.randint(1, 3) if dice.random() < 0.97 else -1 for _ in shape[1:])}, shape
        shape = tuple(1 if axis > 0 and dice.random() < 0.5 else n for axis, n in enumerate(shape))
        sizes = [dice.choice((-1, 4)) if n == 1 else dice.choice((-1, n)) for n in shape[1:]]
        if dice.random() < 0.15:
            sizes[0] += 1 if sizes[0] > 0 else 9
        return {"shape": tuple(sizes)}, shape

    def make(case, shape=None, repeats=None):
        return lambda x: x.expand(x.shape[0], *shape) if shape else x.repeat(1, *repeats)

    return draw, make


@maker.layer("slice", count=120)
def _():
    def draw(name):
        shape, axis, size = somewhere()
        stop = sometimes(0.7, lambda: dice.randint(-size - 1, size + 2))
        return {"axis": axis, "start": sometimes(0.7, lambda: dice.randint(-size - 1, size)), "end": stop,
                "step": sometimes(0.4, lambda: dice.randint(1, 3) if dice.random() < 0.9 else 0)}, shape  # fmt: skip

    def make(case, axis, start=0, end=None, step=1):
        def slices(x):
            return x.transpose(0, axis)[start:end:step].transpose(0, axis)

        return slices

    return draw, make


@maker.layer("split", count=120)
def _():
    def draw(name):
        shape, axis, size = somewhere()
        if dice.random() < 0.5:
            first = dice.randint(1, size - 1)
            rest = size - first + (dice.random() < 0.15)
            sizes = (first, rest) if rest < 2 or dice.random() < 0.6 else (first, 1, rest - 1)
            return {"axis": axis, "sizes": sizes}, shape
        return {"axis": axis, "parts": dice.randint(1, 4)}, shape

    def make(case, axis, parts=None, sizes=None):
        return lambda x: x.split(sizes, axis) if sizes else x.chunk(parts, axis)

    return draw, make


@maker.layer("gather", count=100)
def _():
    def draw(name):
        shape, axis, size = somewhere()
        keeps = false_sometimes(0.4)
        places = tuple(dice.randint(0, size) for _ in range(1 if keeps is False else dice.randint(1, 4)))
        return {"axis": axis, "indices": places, "keep_axes": keeps}, shape

    def make(case, axis, indices, keep_axes=True):
        return lambda x: x.index_select(axis, torch.tensor(indices)) if keep_axes else x.select(axis, indices[0])

    return draw, make


def somewhere():
    """A shape, one of its axes and that one's size."""
    shape = tuple(dice.randint(2, 9) for _ in range(dice.randint(2, 4)))
    axis = some_axis(shape)
    return shape, axis, shape[axis] if -len(shape) <= axis < len(shape) else 3


if __name__ == "__main__":
    comments = [
        f"Layers without parameters as {VERSION} computes them, made by Tests/Fixtures/make_pytorch_shape_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. An empty tensor is refused by the script.",
    ]
    maker.run("pytorch-shapes.tsv", 20132, comments, measure)
