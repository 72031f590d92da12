#!/usr/bin/env python3
"""Asks PyTorch for the outputs and parameter counts of random layers that are no windows.

Writes Tests/NetworkModelTests/Fixtures/pytorch-layers.tsv; cases.py tells its columns. Shapes are channels_first.
Run it where make_pytorch_fixtures.py runs. Recurrent layers and attention have the batch first.
Made with Python 3.11, torch 2.13.0+cpu.
"""

import warnings

import torch
from torch import nn
from torch.nn import functional

from cases import Case, accepted, refused, write
from make_pytorch_fixtures import dice, of_rank, per_axis, sometimes, spatial

MAKERS = {}


def layer(*operations, count=40):
    """Registers what draws the cases of some operations, and what PyTorch makes of one."""

    def register(pair):
        draw, make = pair()
        MAKERS.update({operation: (draw, make, count) for operation in operations})
        return pair

    return register


def some_shape(low=2, high=5, largest=9):
    return tuple(dice.randint(1, largest) for _ in range(dice.randint(low, high)))


def image(rank=None, channels=8):
    return (dice.randint(1, 2), dice.randint(1, channels), *spatial(rank or dice.choice((1, 2, 3))))


def some_axis(shape, slip=0.08, first=1):
    if dice.random() < slip:
        return len(shape) + dice.randint(0, 1)
    axis = dice.randrange(first, len(shape))
    return axis - len(shape) if dice.random() < 0.5 else axis


@layer("lp_pool", count=60)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        size, stride = dice.randint(1, 5), sometimes(0.6, lambda: dice.randint(1, 4))
        return {"size": size, "stride": stride, "rounding": dice.choice(("floor", "ceil"))}, image(rank)

    def make(case, size, rounding, stride=None):
        return of_rank("LPPool", case)(2, size, stride, ceil_mode=rounding == "ceil")

    return draw, make


@layer("layer_norm", "rms_norm")
def _():
    def draw(name):
        shape = some_shape()
        affine = {"scale": sometimes(0.3, lambda: False)}
        if name == "layer_norm":
            affine["shift"] = False if affine["scale"] is False else sometimes(0.3, lambda: False)
        return {"axis": -dice.randint(1, len(shape) - 1), **affine}, shape

    def make(case, axis, scale=True, shift=True):
        shape = case.inputs[0][axis:]
        if case.operation == "rms_norm":
            return nn.RMSNorm(shape, elementwise_affine=scale)
        return nn.LayerNorm(shape, elementwise_affine=scale, bias=shift)

    return draw, make


@layer("group_norm")
def _():
    def draw(name):
        affine = sometimes(0.3, lambda: False)
        return {"groups": dice.choice((1, 2, 3, 4)), "scale": affine, "shift": affine}, image(channels=12)

    def make(case, groups, scale=True, shift=True):
        return nn.GroupNorm(groups, case.inputs[0][1], affine=scale)

    return draw, make


@layer("instance_norm")
def _():
    def draw(name):
        affine = sometimes(0.5, lambda: False)
        tracked = sometimes(0.4, lambda: True)
        sizes = tuple(dice.choice((1, 1, 2, 5)) for _ in range(dice.choice((1, 2, 3))))
        return {"scale": affine, "shift": affine, "statistics": tracked}, (2, dice.randint(1, 6), *sizes)

    def make(case, scale=True, shift=True, statistics=False):
        return of_rank("InstanceNorm", case)(case.inputs[0][1], affine=scale, track_running_stats=statistics)

    return draw, make


@layer("prelu")
def _():
    draw = lambda name: ({"slopes": dice.choice(("one", "channel"))}, some_shape())
    return draw, lambda case, slopes: nn.PReLU(1 if slopes == "one" else case.inputs[0][1])


@layer("glu", "softmax")
def _():
    def draw(name):
        shape = some_shape()
        return {"axis": sometimes(0.8, lambda: some_axis(shape))}, shape

    return draw, lambda case, axis=-1: (nn.GLU if case.operation == "glu" else nn.Softmax)(axis)


@layer("subtract", "multiply", "divide", "maximum", "minimum", count=24)
def _():
    def draw(name):
        base = some_shape()
        shapes = [list(base), list(base)]
        for shape in shapes:
            for axis in range(1, len(base)):
                if dice.random() < 0.3:
                    shape[axis] = 1
        if dice.random() < 0.2:
            shapes[1][-1] = 10
        return {}, *map(tuple, shapes)

    functions = {"subtract": torch.sub, "multiply": torch.mul, "divide": torch.div, "maximum": torch.maximum,
                 "minimum": torch.minimum}  # fmt: skip
    return draw, lambda case: functions[case.operation]


@layer("embedding")
def _():
    draw = lambda name: ({"entries": dice.randint(1, 50), "dimension": dice.randint(1, 16)}, some_shape(2, 4))
    return draw, lambda case, entries, dimension: nn.Sequential(Whole(), nn.Embedding(entries, dimension))


class Whole(nn.Module):
    def forward(self, x):
        return x.long()


@layer("matmul", count=60)
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


@layer("reshape", count=60)
def _():
    def draw(name):
        shape = some_shape()
        sizes = list(shape[1:])
        dice.shuffle(sizes)
        if len(sizes) > 1 and dice.random() < 0.5:
            sizes[:2] = [sizes[0] * sizes[1]]
        if dice.random() < 0.6:
            sizes[dice.randrange(len(sizes))] = -1
        if dice.random() < 0.2:
            sizes.append(dice.choice((1, 2, -1)))
        return {"shape": tuple(sizes)}, shape

    return draw, lambda case, shape: lambda x: x.reshape(x.shape[0], *shape)


@layer("permute", "squeeze", "unsqueeze", "reduce", count=40)
def _():
    def draw(name):
        shape = tuple(1 if axis > 0 and dice.random() < 0.4 else n for axis, n in enumerate(some_shape(3, 5)))
        axes = list(range(1, len(shape) + (name == "unsqueeze")))
        dice.shuffle(axes)
        if name == "permute":
            axes = [0, *(axis - len(shape) if dice.random() < 0.3 else axis for axis in axes)]
            axes = axes[: -1 if dice.random() < 0.1 else None] if len(axes) != 3 else axes
            return {"axes": tuple(axes)}, shape
        if name == "squeeze":
            axes = [axis for axis in axes if shape[axis] == 1] or None
            return {"axes": axes and tuple(axes)}, shape
        axes = axes[: dice.randint(1, 1 if name == "unsqueeze" else 2)]
        if dice.random() < 0.1:
            axes[0] = 9
        given = {"axes": tuple(axes)}
        return {**given, "keep_axes": sometimes(0.5, lambda: False)} if name == "reduce" else given, shape

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


@layer("expand", "repeat")
def _():
    def draw(name):
        shape = some_shape()
        if name == "repeat":
            return {"repeats": tuple(dice.randint(1, 3) for _ in shape[1:])}, shape
        shape = tuple(1 if axis > 0 and dice.random() < 0.5 else n for axis, n in enumerate(shape))
        sizes = [dice.choice((-1, 4)) if n == 1 else dice.choice((-1, n)) for n in shape[1:]]
        if dice.random() < 0.15:
            sizes[0] += 1 if sizes[0] > 0 else 9
        return {"shape": tuple(sizes)}, shape

    def make(case, shape=None, repeats=None):
        return lambda x: x.expand(x.shape[0], *shape) if shape else x.repeat(1, *repeats)

    return draw, make


@layer("pad", count=60)
def _():
    def draw(name):
        rank = dice.choice((1, 2, 3))
        sides = [(dice.randint(0, 3), dice.randint(0, 3)) for _ in range(rank)]
        shape = (1, 2, *(dice.randint(1, 7) for _ in range(rank)))
        text = ",".join(f"[{before},{after}]" for before, after in sides)
        return {"padding": text, "mode": dice.choice(("constant", "reflect", "replicate", "circular"))}, shape

    def make(case, padding, mode):
        numbers = [int(n) for n in padding.replace("[", "").replace("]", "").split(",")]
        pairs = list(zip(numbers[::2], numbers[1::2]))[::-1]
        return lambda x: functional.pad(x, [n for pair in pairs for n in pair], mode=mode)

    return draw, make


@layer("slice", "split", "gather", count=50)
def _():
    def draw(name):
        shape = tuple(dice.randint(2, 9) for _ in range(dice.randint(2, 4)))
        axis = some_axis(shape)
        size = shape[axis] if axis < len(shape) else 3
        if name == "slice":
            stop = sometimes(0.7, lambda: dice.randint(-size, size + 2))
            return {"axis": axis, "start": sometimes(0.7, lambda: dice.randint(-size, size)), "end": stop,
                    "step": sometimes(0.4, lambda: dice.randint(1, 3))}, shape  # fmt: skip
        if name == "gather":
            keeps = sometimes(0.4, lambda: False)
            places = tuple(dice.randint(0, size) for _ in range(1 if keeps is False else dice.randint(1, 4)))
            return {"axis": axis, "indices": places, "keep_axes": keeps}, shape
        if dice.random() < 0.5:
            first = dice.randint(1, size - 1)
            return {"axis": axis, "sizes": (first, size - first + (dice.random() < 0.2))}, shape
        return {"axis": axis, "parts": dice.randint(1, 3)}, shape

    def make(case, axis, start=0, end=None, step=1, indices=None, keep_axes=True, parts=None, sizes=None):
        def slices(x):
            x.size(axis)
            result = x.transpose(0, axis)[start:end:step].transpose(0, axis)
            if result.numel() == 0:
                raise ValueError("nothing is left")
            return result

        def split(x):
            if sizes:
                return x.split(sizes, axis)
            if x.size(axis) % parts:
                raise ValueError("the parts are not equal")
            return x.split(x.size(axis) // parts, axis)

        def gather(x):
            return x.index_select(axis, torch.tensor(indices)) if keep_axes else x.select(axis, indices[0])

        return {"slice": slices, "split": split, "gather": gather}[case.operation]

    return draw, make


@layer("resize", "pixel_shuffle", "pixel_unshuffle")
def _():
    def draw(name):
        if name != "resize":
            return {"factor": dice.choice((1, 2, 3))}, image(2, 20)
        shape = image()
        name, value = dice.choice(("factor", "size")), per_axis(len(shape) - 2, lambda: dice.randint(1, 4))
        return {name: value}, shape

    def make(case, factor=None, size=None):
        if case.operation == "resize":
            return nn.Upsample(size=size, scale_factor=factor)
        return (nn.PixelShuffle if case.operation == "pixel_shuffle" else nn.PixelUnshuffle)(factor)

    return draw, make


@layer("rnn", "lstm", "gru", count=60)
def _():
    def draw(name):
        units = dice.randint(1, 12)
        given = {
            "units": units,
            "layers": sometimes(0.5, lambda: dice.randint(1, 4)),
            "bidirectional": sometimes(0.4, lambda: True),
            "returns_state": sometimes(0.4, lambda: True),
            "bias": sometimes(0.3, lambda: False),
            "projection": sometimes(0.3, lambda: dice.randint(1, max(units, 2))) if name == "lstm" else None,
        }
        shape = tuple(dice.randint(1, 9) for _ in range(3 if dice.random() < 0.95 else 4))
        return given, shape

    def make(case, units, layers=1, returns_state=False, projection=0, **given):
        kind, width = getattr(nn, case.operation.upper()), case.inputs[0][-1]
        more = {"proj_size": projection} if projection else {}
        return Recurrent(kind(width, units, layers, batch_first=True, **given, **more), returns_state)

    return draw, make


class Recurrent(nn.Module):
    def __init__(self, inner, returns_state):
        super().__init__()
        self.inner, self.returns_state = inner, returns_state

    def forward(self, x):
        output, states = self.inner(x)
        if not self.returns_state:
            return output
        states = states if isinstance(states, tuple) else (states,)
        return output, *(state.transpose(0, 1) for state in states)


@layer("multi_head_attention", count=60)
def _():
    def draw(name):
        heads, batch = dice.randint(1, 4), dice.randint(1, 3)
        width = heads * dice.randint(1, 4) + (dice.random() < 0.15)
        query = (batch, dice.randint(1, 6), width)
        steps = dice.randint(1, 6)
        key, value = (batch, steps, dice.randint(1, 9)), (batch, steps, dice.randint(1, 9))
        inputs = dice.choice(((query,), (query, key), (query, key, value)))
        return {"heads": heads, "bias": sometimes(0.3, lambda: False)}, *inputs

    def make(case, heads, bias=True):
        query, key, value = case.inputs[0], case.inputs[min(1, len(case.inputs) - 1)], case.inputs[-1]
        inner = nn.MultiheadAttention(query[2], heads, bias=bias, kdim=key[2], vdim=value[2], batch_first=True)
        return Attention(inner)

    return draw, make


class Attention(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, *inputs):
        return self.inner(inputs[0], inputs[min(1, len(inputs) - 1)], inputs[-1])[0]


def measure(case):
    try:
        module = MAKERS[case.operation][1](case, **case.attributes)
        if isinstance(module, nn.Module):
            module.eval()
        outputs = module(*(torch.zeros(shape) for shape in case.inputs))
    except (RuntimeError, ValueError, IndexError, AssertionError) as problem:
        return refused(problem)
    outputs = [output.shape for output in outputs] if isinstance(outputs, tuple) else [outputs.shape]
    count = lambda tensors, wanted: sum(t.numel() for name, t in tensors if wanted(name))
    if not isinstance(module, nn.Module):
        return accepted(*outputs)
    return accepted(
        *outputs,
        weights=count(module.named_parameters(), lambda name: "bias" not in name),
        biases=count(module.named_parameters(), lambda name: "bias" in name),
        frozen=count(module.named_buffers(), lambda name: "running" in name),
    )


def draw_all():
    for operation, (draw, _, count) in MAKERS.items():
        for _ in range(count):
            attributes, *inputs = draw(operation)
            yield Case(operation, attributes, *inputs)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    torch.set_grad_enabled(False)
    dice.seed(20131)
    comments = [
        f"Layers as PyTorch {torch.__version__.split('+')[0]} computes them, channels_first, made by Tests/Fixtures/make_pytorch_layer_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. An empty slice and unequal parts are refused by the script.",
    ]
    write("pytorch-layers.tsv", comments, draw_all(), measure)
