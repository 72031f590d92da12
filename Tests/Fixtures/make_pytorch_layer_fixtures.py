#!/usr/bin/env python3
"""Asks PyTorch for the outputs and parameter counts of random layers that learn something, and of what goes with them.

Writes Tests/NetworkModelTests/Fixtures/pytorch-layers.tsv; cases.py tells its columns, ask_pytorch.py what it needs.
"""

import torch
from torch import nn

from ask_pytorch import VERSION, Chosen, measure, of_rank
from cases import Maker
from draws import attention_inputs, between, dice, false_sometimes, some_axis, some_shape, sometimes, spatial

maker = Maker()
FUNCTIONS = {
    "relu": nn.ReLU, "relu6": nn.ReLU6, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "gelu": nn.GELU, "silu": nn.SiLU,
    "elu": nn.ELU, "selu": nn.SELU, "celu": nn.CELU, "mish": nn.Mish, "leaky_relu": nn.LeakyReLU,
    "softplus": nn.Softplus, "softsign": nn.Softsign, "hard_swish": nn.Hardswish, "hard_sigmoid": nn.Hardsigmoid,
}  # fmt: skip


def image(channels=8):
    return (dice.randint(1, 2), dice.randint(1, channels), *spatial(dice.choice((1, 2, 3))))


@maker.layer("linear", "fully_connected", count=60)
def _():
    draw = lambda name: ({"units": dice.randint(1, 64) if dice.random() < 0.95 else -1, "bias": false_sometimes()},
                         some_shape(2, 5, 12))  # fmt: skip

    def make(case, units, bias=True):
        if case.operation == "linear":
            return nn.Linear(case.inputs[0][-1], units, bias)
        flat = torch.Size(case.inputs[0][1:]).numel()
        return nn.Sequential(nn.Flatten(), nn.Linear(flat, units, bias))

    return draw, make


@maker.layer("embedding")
def _():
    draw = lambda name: ({"entries": dice.randint(1, 50), "dimension": dice.randint(1, 16)}, some_shape(2, 4))

    def make(case, entries, dimension):
        return Chosen(nn.Embedding(entries, dimension), lambda table, x: table(x.long()))

    return draw, make


@maker.layer("batch_norm", count=60)
def _():
    def draw(name):
        affine, tracked = false_sometimes(), false_sometimes()
        return {"scale": affine, "shift": affine, "statistics": tracked}, some_shape(2, 5, 12)

    def make(case, scale=True, shift=True, statistics=True):
        shape = case.inputs[0]
        kind = getattr(nn, f"BatchNorm{max(1, len(shape) - 2)}d")
        return kind(shape[1], affine=scale, track_running_stats=statistics)

    return draw, make


@maker.layer("lrn", "dropout", "activation")
def _():
    def draw(name):
        attributes = {
            "lrn": lambda: {"size": dice.choice((1, 2, 3, 5))},
            "activation": lambda: {"function": dice.choice(list(FUNCTIONS))},
            "dropout": lambda: {"rate": dice.choice((0.1, 0.5, 1.5))},
        }
        return attributes[name](), some_shape(2, 5, 12)

    def make(case, size=None, function=None, rate=None):
        return nn.LocalResponseNorm(size) if size else FUNCTIONS[function]() if function else nn.Dropout(rate)

    return draw, make


@maker.layer("layer_norm", "rms_norm")
def _():
    def draw(name):
        shape = some_shape()
        affine = {"scale": false_sometimes()}
        if name == "layer_norm":
            affine["shift"] = False if affine["scale"] is False else false_sometimes()
        return {"axis": -dice.randint(1, len(shape) - 1), **affine}, shape

    def make(case, axis, scale=True, shift=True):
        shape = case.inputs[0][axis:]
        if case.operation == "rms_norm":
            return nn.RMSNorm(shape, elementwise_affine=scale)
        return nn.LayerNorm(shape, elementwise_affine=scale, bias=shift)

    return draw, make


@maker.layer("group_norm", count=60)
def _():
    def draw(name):
        affine = false_sometimes()
        shape = image(12) if dice.random() < 0.8 else (2, dice.randint(2, 12))
        return {"groups": dice.choice((1, 2, 3, 4, 6, 0)), "scale": affine, "shift": affine}, shape

    def make(case, groups, scale=True, shift=True):
        return nn.GroupNorm(groups, case.inputs[0][1], affine=scale)

    return draw, make


@maker.layer("instance_norm", count=60)
def _():
    def draw(name):
        affine, tracked = false_sometimes(0.5), sometimes(0.4, lambda: True)
        sizes = tuple(dice.choice((1, 1, 2, 5)) for _ in range(dice.choice((1, 2, 3))))
        return {"scale": affine, "shift": affine, "statistics": tracked}, (2, dice.randint(1, 6), *sizes)

    def make(case, scale=True, shift=True, statistics=False):
        return of_rank("InstanceNorm", case)(case.inputs[0][1], affine=scale, track_running_stats=statistics)

    return draw, make


@maker.layer("prelu")
def _():
    draw = lambda name: ({"slopes": dice.choice(("one", "channel"))}, some_shape())
    return draw, lambda case, slopes: nn.PReLU(1 if slopes == "one" else case.inputs[0][1])


@maker.layer("glu", "softmax", count=60)
def _():
    def draw(name):
        shape = some_shape()
        return {"axis": sometimes(0.8, lambda: some_axis(shape))}, shape

    return draw, lambda case, axis=-1: (nn.GLU if case.operation == "glu" else nn.Softmax)(axis)


@maker.layer("rnn", "lstm", "gru", count=80)
def _():
    def draw(name):
        units = dice.randint(1, 12)
        given = {
            "units": units if dice.random() < 0.96 else 0,
            "layers": sometimes(0.5, between(1, 4)),
            "bidirectional": sometimes(0.4, lambda: True),
            "returns_state": sometimes(0.4, lambda: True),
            "bias": false_sometimes(),
            "projection": sometimes(0.3, between(1, max(units, 2))) if name == "lstm" else None,
        }
        return given, tuple(dice.randint(1, 9) for _ in range(3 if dice.random() < 0.95 else 4))

    def make(case, units, layers=1, returns_state=False, projection=0, **given):
        kind, width = getattr(nn, case.operation.upper()), case.inputs[0][-1]
        more = {"proj_size": projection} if projection else {}

        def forward(inner, x):
            output, states = inner(x)
            states = states if isinstance(states, tuple) else (states,)
            return (output, *(state.transpose(0, 1) for state in states)) if returns_state else output

        return Chosen(kind(width, units, layers, batch_first=True, **given, **more), forward)

    return draw, make


@maker.layer("multi_head_attention", count=120)
def _():
    def draw(name):
        heads = dice.randint(1, 4)
        width = heads * dice.randint(1, 4) + (dice.random() < 0.15)
        return {"heads": heads, "bias": false_sometimes()}, *attention_inputs(width)

    def make(case, heads, bias=True):
        query, key, value = case.inputs[0], case.inputs[min(1, len(case.inputs) - 1)], case.inputs[-1]
        inner = nn.MultiheadAttention(query[2], heads, bias=bias, kdim=key[2], vdim=value[2], batch_first=True)
        return Chosen(inner, lambda inner, *x: inner(x[0], x[min(1, len(x) - 1)], x[-1])[0])

    return draw, make


if __name__ == "__main__":
    comments = [
        f"Layers as {VERSION} computes them, channels_first, made by Tests/Fixtures/make_pytorch_layer_fixtures.py.",
        "Tests/Fixtures/cases.py tells what the columns hold.",
    ]
    maker.run("pytorch-layers.tsv", 20131, comments, measure)
