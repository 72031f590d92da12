#!/usr/bin/env python3
"""Asks PyTorch for the output shape and parameter counts of random single layers.

Writes Tests/NetworkModelTests/Fixtures/pytorch-windows.tsv; cases.py tells its columns. Shapes are channels_first.
Run it in an environment of its own, outside the tree:

  python3 -m venv /tmp/venv && /tmp/venv/bin/pip install torch==2.13.0 numpy
  /tmp/venv/bin/python Tests/Fixtures/make_pytorch_fixtures.py

The layers are run, on zeros: on the meta device PyTorch skips some of its own checks (it takes a convolution
with dilation 0). Made with Python 3.11, torch 2.13.0+cpu, numpy 2.4.6.
"""

import random
import warnings

import torch
from torch import nn

from cases import Case, accepted, refused, write

dice = random.Random(20130)


def per_axis(rank, draw):
    """One value for all axes, or now and then one for each."""
    return draw() if dice.random() < 0.6 else tuple(draw() for _ in range(rank))


def spatial(rank):
    return tuple(dice.randint(1, {1: 40, 2: 24, 3: 10}[rank]) for _ in range(rank))


def with_slip(attributes, slips, chance=0.08):
    """Now and then one attribute gets a value that no framework should take."""
    if dice.random() < chance:
        name, value = dice.choice(slips)
        attributes[name] = value
    return attributes


def sometimes(chance, draw):
    return draw() if dice.random() < chance else None


def some_groups(channels, filters):
    """Mostly groups that divide both."""
    fitting = [count for count in (2, 3, 4, 6, 8, 12) if channels % count == filters % count == 0]
    return dice.choice(fitting if fitting and dice.random() < 0.75 else (2, 3, 4))


def convolution():
    rank = dice.choice((1, 2, 2, 3))
    channels, filters = dice.choice((1, 2, 3, 4, 6, 8, 12, 16)), dice.choice((1, 2, 4, 6, 8, 12, 16, 24))
    attributes = with_slip(
        {
            "filters": filters,
            "kernel": per_axis(rank, lambda: dice.randint(1, {1: 11, 2: 9, 3: 4}[rank])),
            "stride": sometimes(0.6, lambda: per_axis(rank, lambda: dice.randint(1, 4))),
            "padding": sometimes(0.55, lambda: per_axis(rank, lambda: dice.randint(0, 5))),
            "dilation": sometimes(0.3, lambda: per_axis(rank, lambda: dice.randint(1, 3))),
            "groups": sometimes(0.35, lambda: some_groups(channels, filters)),
            "bias": sometimes(0.25, lambda: False),
        },
        [("kernel", 0), ("kernel", -2), ("stride", 0), ("stride", -1), ("dilation", 0), ("padding", -1),
         ("groups", 0), ("groups", -1), ("filters", 0)],
    )
    if dice.random() < 0.2:
        attributes["padding"] = dice.choice(("same", "same", "valid"))
        attributes["stride"] = sometimes(0.3, lambda: dice.randint(1, 3))
    return Case("conv", attributes, (dice.randint(1, 3), channels, *spatial(rank)))


def transposed_convolution():
    rank = dice.choice((1, 2, 3))
    channels = dice.choice((1, 2, 3, 4, 6, 8))
    attributes = with_slip(
        {
            "filters": dice.choice((1, 2, 4, 6, 8, 12)),
            "kernel": per_axis(rank, lambda: dice.randint(1, 5)),
            "stride": sometimes(0.7, lambda: per_axis(rank, lambda: dice.randint(1, 4))),
            "padding": sometimes(0.5, lambda: per_axis(rank, lambda: dice.randint(0, 3))),
            "output_padding": sometimes(0.4, lambda: per_axis(rank, lambda: dice.randint(0, 2))),
            "dilation": sometimes(0.3, lambda: per_axis(rank, lambda: dice.randint(1, 3))),
            "groups": sometimes(0.25, lambda: dice.choice((2, channels))),
            "bias": sometimes(0.25, lambda: False),
        },
        [("kernel", 0), ("stride", 0), ("dilation", 0), ("padding", -1), ("output_padding", -1), ("groups", 0)],
    )
    return Case("conv_transpose", attributes, (dice.randint(1, 2), channels, *(min(n, 10) for n in spatial(rank))))


def pooling():
    operation = dice.choice(("max_pool", "avg_pool"))
    rank = dice.choice((1, 2, 2, 3))
    size = per_axis(rank, lambda: dice.randint(1, 6))
    largest_padding = (size if isinstance(size, int) else min(size)) // 2 + (dice.random() < 0.15)
    attributes = with_slip(
        {
            "size": size,
            "stride": sometimes(0.75, lambda: per_axis(rank, lambda: dice.randint(1, 5))),
            "padding": sometimes(0.6, lambda: per_axis(rank, lambda: dice.randint(0, largest_padding))),
            "dilation": sometimes(0.35, lambda: per_axis(rank, lambda: dice.randint(1, 3)))
            if operation == "max_pool"
            else None,
            "rounding": dice.choice(("floor", "ceil", "ceil")),
        },
        [("size", 0), ("size", -1), ("stride", 0), ("stride", -2), ("padding", -1)],
        chance=0.05,
    )
    return Case(operation, attributes, (dice.randint(1, 2), dice.randint(1, 6), *spatial(rank)))


def adaptive_pooling():
    rank = dice.choice((1, 2, 3))
    shape = (dice.randint(1, 2), dice.randint(1, 6), *spatial(rank))
    if dice.random() < 0.4:
        return Case(dice.choice(("global_avg_pool", "global_max_pool")), {}, shape)
    size = per_axis(rank, lambda: dice.randint(1, 7))
    return Case(dice.choice(("adaptive_avg_pool", "adaptive_max_pool")), {"size": size}, shape)


def dense():
    operation = dice.choice(("linear", "fully_connected"))
    shape = tuple(dice.randint(1, 12) for _ in range(dice.randint(2, 5)))
    return Case(operation, {"units": dice.randint(1, 64), "bias": sometimes(0.3, lambda: False)}, shape)


def same_shape():
    """The layers that hand on the shape that they get, and flatten, which nearly does."""
    operation = dice.choice(("batch_norm", "batch_norm", "lrn", "dropout", "activation", "flatten", "flatten"))
    rank = 1 if operation == "lrn" else 0
    shape = tuple(dice.randint(1, 12) for _ in range(dice.randint(2 + rank, 5)))
    attributes = {
        "lrn": lambda: {"size": dice.choice((1, 2, 3, 5))},
        "activation": lambda: {"function": dice.choice(list(FUNCTIONS))},
    }
    return Case(operation, attributes.get(operation, dict)(), shape)


def concatenation():
    base = [dice.randint(1, 9) for _ in range(dice.randint(2, 5))]
    axis = dice.randrange(1, len(base))
    shapes = [list(base) for _ in range(dice.randint(2, 4))]
    for shape in shapes:
        shape[axis] = dice.randint(1, 9)
    if dice.random() < 0.2:
        shapes[-1][dice.randrange(1, len(base))] += 1
    if dice.random() < 0.08:
        shapes[-1].append(dice.randint(1, 3))
    if dice.random() < 0.06:
        axis = len(base) + dice.randint(0, 2)
    written = axis - len(base) if dice.random() < 0.5 else axis
    return Case("concat", {"axis": written}, *map(tuple, shapes))


def addition():
    base = [dice.randint(1, 9) for _ in range(dice.randint(2, 5))]
    shapes = [list(base) for _ in range(dice.randint(2, 3))]
    for shape in shapes:
        for axis in range(1, len(base)):
            if dice.random() < 0.25:
                shape[axis] = 1
    if dice.random() < 0.25:
        shapes[-1][dice.randrange(1, len(base))] = 10
    return Case("add", {}, *map(tuple, shapes))


FUNCTIONS = {
    "relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "gelu": nn.GELU, "silu": nn.SiLU, "elu": nn.ELU,
    "leaky_relu": nn.LeakyReLU, "softplus": nn.Softplus,
}  # fmt: skip


def of_rank(name, case):
    return getattr(nn, f"{name}{len(case.inputs[0]) - 2}d")


def layer(case):
    """The framework's layer for a case."""
    given, shape = dict(case.attributes), case.inputs[0]
    match case.operation:
        case "conv" | "conv_transpose":
            name = "Conv" if case.operation == "conv" else "ConvTranspose"
            return of_rank(name, case)(shape[1], given.pop("filters"), given.pop("kernel"), **given)
        case "max_pool" | "avg_pool":
            name = "MaxPool" if case.operation == "max_pool" else "AvgPool"
            ceil = given.pop("rounding") == "ceil"
            return of_rank(name, case)(given.pop("size"), given.pop("stride", None), ceil_mode=ceil, **given)
        case "global_avg_pool" | "adaptive_avg_pool":
            return of_rank("AdaptiveAvgPool", case)(given.get("size", 1))
        case "global_max_pool" | "adaptive_max_pool":
            return of_rank("AdaptiveMaxPool", case)(given.get("size", 1))
        case "linear":
            return nn.Linear(shape[-1], given["units"], bias=given.get("bias", True))
        case "fully_connected":
            flat = torch.Size(shape[1:]).numel()
            return nn.Sequential(nn.Flatten(), nn.Linear(flat, given["units"], bias=given.get("bias", True)))
        case "batch_norm":
            return getattr(nn, f"BatchNorm{max(1, len(shape) - 2)}d")(shape[1])
        case "lrn":
            return nn.LocalResponseNorm(given["size"])
        case "dropout":
            return nn.Dropout()
        case "activation":
            return FUNCTIONS[given["function"]]()
        case "flatten":
            return nn.Flatten()


def combine(case):
    tensors = [torch.zeros(shape) for shape in case.inputs]
    if case.operation == "concat":
        return torch.cat(tensors, case.attributes["axis"])
    total = tensors[0]
    for tensor in tensors[1:]:
        total = total + tensor
    return total


def measure(case):
    try:
        if case.operation in ("concat", "add"):
            return accepted(combine(case).shape)
        module = layer(case).eval()
        with torch.backends.mkldnn.flags(enabled=False):  # PyTorch's own checks, the same on every machine
            output = module(torch.zeros(case.inputs[0]))
    except (RuntimeError, ValueError, ZeroDivisionError, IndexError) as problem:
        return refused(problem)
    count = lambda tensors, endings: sum(t.numel() for name, t in tensors if name.endswith(endings))
    return accepted(
        output.shape,
        weights=count(module.named_parameters(), "weight"),
        biases=count(module.named_parameters(), "bias"),
        frozen=count(module.named_buffers(), ("running_mean", "running_var")),
    )


PLAN = {
    convolution: 600, pooling: 450, transposed_convolution: 120, adaptive_pooling: 60, dense: 60,
    same_shape: 100, concatenation: 70, addition: 60,
}  # fmt: skip

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    torch.set_grad_enabled(False)
    comments = [
        f"Single layers as PyTorch {torch.__version__.split('+')[0]} computes them, channels_first, made by Tests/Fixtures/make_pytorch_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold. Convolutions round down; a pooling says how it rounds.",
        "Refused by PyTorch only: padding 'same' with a stride (the message says 'strided convolutions'), and an average",
        "over three axes whose window is larger than its input without the padding ('smaller than kernel size').",
    ]
    write("pytorch-windows.tsv", comments, (draw() for draw, count in PLAN.items() for _ in range(count)), measure)
