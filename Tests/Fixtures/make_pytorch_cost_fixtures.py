#!/usr/bin/env python3
"""Asks PyTorch what random layers cost, and which part of the input an element depends on.

Writes into Tests/NetworkModelTests/Fixtures, channels_first:

pytorch-costs.tsv, one layer a line: its kind, its attributes and the shapes of its inputs as in cases.py, the type of
  the numbers, the FLOPs by torch.utils.flop_counter (matrix products and convolutions, twice the multiply-adds, for
  the whole batch), the bytes of its output and the bytes of its parameters.
pytorch-fields.tsv, one small network a line: its layers between ` ; ` as KIND@INPUTS NAME=VALUE …, where 0 is the
  input's number, and then for each spatial axis between spaces FIELD,STRIDE,START as fractions. They are found by
  gradients: an element depends on the places of the input where its gradient is not zero. FIELD is the widest stretch
  of these, STRIDE how far its middle moves from one element to the next, START where it lies for the first element,
  both on the average of the elements that lie between two of the input. Where a window follows on something that
  makes an image larger, that average means little and elements differ in how much they see: FIELD is then written
  with a + for at least, and START is a question mark.

network-flops.tsv, in Tests/NetworkFormatsTests/Fixtures: a template's name and the FLOPs of torchvision's network.

Made with Python 3.11, torch 2.13.0+cpu, torchvision 0.28.0.
"""

import random
from fractions import Fraction

import torch
from torch import nn
from torch.nn import functional
from torch.utils.flop_counter import FlopCounterMode

from cases import FIXTURES, Case, value_text

dice = random.Random(2026)
CONVOLUTIONS = (nn.Conv1d, nn.Conv2d, nn.Conv3d)
TRANSPOSED = (nn.ConvTranspose1d, nn.ConvTranspose2d, nn.ConvTranspose3d)
POOLS = (nn.AvgPool1d, nn.AvgPool2d, nn.AvgPool3d)
TYPES = {"float32": torch.float32, "float16": torch.float16, "bfloat16": torch.bfloat16}


def convolution(makers):
    rank, groups = dice.randint(1, 3), dice.randint(1, 3)
    channels, filters = groups * dice.randint(1, 4), groups * dice.randint(1, 4)
    kernel, stride, padding = dice.randint(1, 3), dice.randint(1, 3), dice.randint(0, 2)
    dilation, bias = dice.randint(1, 2), dice.random() < 0.7
    module = makers[rank - 1](
        channels, filters, kernel, stride, padding, dilation=dilation, groups=groups, bias=bias)
    attributes = {"filters": filters, "kernel": kernel, "stride": stride, "padding": padding,
                  "dilation": dilation, "groups": groups, "bias": bias}
    return attributes, module, [(dice.randint(1, 3), channels, *(dice.randint(5, 9) for _ in range(rank)))]


def linear():
    features, units, bias = dice.randint(1, 9), dice.randint(1, 9), dice.random() < 0.7
    shape = (dice.randint(1, 3), *(dice.randint(1, 5) for _ in range(dice.randint(0, 2))), features)
    return {"units": units, "bias": bias}, nn.Linear(features, units, bias), [shape]


def fully_connected():
    shape = (dice.randint(1, 3), *(dice.randint(1, 5) for _ in range(dice.randint(1, 3))))
    units, bias = dice.randint(1, 9), dice.random() < 0.7
    count = torch.Size(shape[1:]).numel()
    return {"units": units, "bias": bias}, nn.Sequential(nn.Flatten(), nn.Linear(count, units, bias)), [shape]


class Product(nn.Module):
    def forward(self, a, b):
        return torch.matmul(a, b)


def matmul():
    stack = [dice.randint(1, 3) for _ in range(dice.randint(1, 2))]
    rows, inner, columns = (dice.randint(1, 7) for _ in range(3))
    return {}, Product(), [(*stack, rows, inner), (*stack, inner, columns)]


class Attention(nn.Module):
    def __init__(self, *arguments):
        super().__init__()
        self.attention = nn.MultiheadAttention(*arguments, batch_first=True)

    def forward(self, query, key=None):
        key = query if key is None else key
        return self.attention(query, key, key)[0]


def attention():
    heads, bias = dice.randint(1, 4), dice.random() < 0.7
    features, batch = heads * dice.randint(1, 4), dice.randint(1, 3)
    shapes = [(batch, dice.randint(1, 7), features) for _ in range(dice.randint(1, 2))]
    return {"heads": heads, "bias": bias}, Attention(features, heads, 0.0, bias), shapes


COSTS = {
    "conv": (lambda: convolution(CONVOLUTIONS), 60), "conv_transpose": (lambda: convolution(TRANSPOSED), 60),
    "linear": (linear, 30), "fully_connected": (fully_connected, 30), "matmul": (matmul, 30),
    "multi_head_attention": (attention, 40),
}


def cost_lines():
    for operation, (draw, count) in COSTS.items():
        made = 0
        while made < count:
            attributes, module, shapes = draw()
            name = dice.choice(list(TYPES))
            module = module.to(device="meta", dtype=TYPES[name])
            inputs = [torch.empty(shape, device="meta", dtype=TYPES[name]) for shape in shapes]
            counter = FlopCounterMode(display=False)
            try:
                with counter:
                    output = module(*inputs)
            except RuntimeError:
                continue  # A window that does not fit.
            made += 1
            parameters = sum(p.numel() * p.element_size() for p in module.parameters())
            yield Case(operation, attributes, *shapes).line(
                [name, str(counter.get_total_flops()), str(output.numel() * output.element_size()), str(parameters)])


# Receptive fields. All weights are positive, so that nothing cancels; a largest element depends on the same places as
# a mean.

LENGTH = {1: 96, 2: 48}
# Elements at the ends see less, and the last places may be seen by none.
MARGIN = 8
ENLARGING = {"conv_transpose", "resize", "pixel_shuffle"}
PLAIN = {"pad", "crop", "activation", "add", "concat"}


def window(rank, kernels=(1, 2, 3), strides=(1, 2)):
    def numbers(choices):
        one = dice.choice(choices)
        return [one] * rank if dice.random() < 0.5 else [dice.choice(choices) for _ in range(rank)]

    return numbers(kernels), numbers(strides)


def some_step(rank):
    kind = dice.choice(["conv", "conv", "depthwise_conv", "max_pool", "avg_pool", "lp_pool", "conv_transpose",
                        "resize", "pad", "crop", "pixel_shuffle", "pixel_unshuffle", "activation"])
    if kind.startswith("pixel") and rank != 2:
        kind = "conv"
    kernel, stride = window(rank)
    if kind in ("conv", "depthwise_conv"):
        dilation = [dice.randint(1, 2)] * rank
        values = {"kernel": kernel, "stride": stride, "padding": dice.randint(0, 1), "dilation": dilation}
        return kind, {"filters": 1, **values} if kind == "conv" else values
    if kind in ("max_pool", "avg_pool", "lp_pool"):
        return kind, {"size": kernel, "stride": stride}
    if kind == "conv_transpose":
        # A kernel narrower than its stride leaves elements that depend on nothing.
        kernel = [max(k, s) for k, s in zip(kernel, stride)]
        return kind, {"filters": 1, "kernel": kernel, "stride": stride, "padding": dice.randint(0, 1)}
    if kind == "resize":
        return kind, {"factor": dice.randint(1, 3), "mode": dice.choice(["nearest", "linear"])}
    if kind in ("pad", "crop"):
        return kind, {"padding" if kind == "pad" else "cropping": dice.randint(1, 2)}
    if kind.startswith("pixel"):
        return kind, {"factor": 2}
    return kind, {"function": "softplus"}


def apply(kind, values, inputs, rank):
    x = inputs[0]
    ones = [1] * rank
    if kind in ("conv", "depthwise_conv"):
        weight = torch.ones(1, x.shape[1], *values["kernel"], dtype=x.dtype)
        f = (functional.conv1d, functional.conv2d)[rank - 1]
        return f(x, weight, stride=values["stride"], padding=values["padding"], dilation=values["dilation"])
    if kind.endswith("_pool"):
        return (functional.avg_pool1d, functional.avg_pool2d)[rank - 1](x, values["size"], values["stride"])
    if kind == "conv_transpose":
        weight = torch.ones(x.shape[1], 1, *values["kernel"], dtype=x.dtype)
        f = (functional.conv_transpose1d, functional.conv_transpose2d)[rank - 1]
        return f(x, weight, stride=values["stride"], padding=values["padding"])
    if kind == "resize":
        mode = {"nearest": "nearest", "linear": "linear" if rank == 1 else "bilinear"}[values["mode"]]
        return functional.interpolate(x, scale_factor=values["factor"], mode=mode)
    if kind == "pad":
        return functional.pad(x, [values["padding"]] * (2 * rank))
    if kind == "crop":
        return functional.pad(x, [-values["cropping"]] * (2 * rank))
    if kind == "pixel_shuffle":
        return functional.pixel_shuffle(x, 2)
    if kind == "pixel_unshuffle":
        return functional.pixel_unshuffle(x, 2)
    if kind == "activation":
        return functional.softplus(x)
    if kind == "add":
        return inputs[0] + inputs[1]
    return torch.cat(inputs, 1)


def draw_network(rank):
    """Steps as (kind, values, input numbers); now and then a branch with kernels that keep size and middle."""
    steps = []
    for _ in range(dice.randint(1, 4)):
        steps.append((*some_step(rank), [len(steps)]))
        if dice.random() < 0.25:
            before = len(steps)
            for kernel in (3, dice.choice([1, 5])):
                steps.append(("conv", {"filters": 1, "kernel": [kernel] * rank, "stride": [1] * rank,
                                       "padding": kernel // 2, "dilation": [1] * rank}, [before]))
            steps.append((dice.choice(["add", "concat"]), {}, [len(steps) - 1, len(steps)]))
    return steps


def run(steps, x, rank):
    tensors = [x]
    for kind, values, numbers in steps:
        tensors.append(apply(kind, values, [tensors[number] for number in numbers], rank))
    return tensors[-1]


def field(steps, rank, axis):
    """Field, stride and start along an axis; nothing where the image is too small to tell."""
    length = LENGTH[rank]
    x = torch.ones(1, 4 if rank == 2 else 1, *[length] * rank, dtype=torch.float64, requires_grad=True)
    output = run(steps, x, rank).sum(dim=1)[0]
    output = output.sum(dim=[a for a in range(rank) if a != axis]) if rank > 1 else output
    period = 1
    for kind, values, _ in steps:
        period *= {"conv_transpose": lambda: values["stride"][axis], "resize": lambda: values["factor"],
                   "pixel_shuffle": lambda: 2}.get(kind, lambda: 1)()
    first = (output.shape[0] // 2) // period * period
    bounds = []
    for place in range(first, first + 2 * period):
        if place >= output.shape[0]:
            return None
        x.grad = None
        output[place].backward(retain_graph=True)
        gradient = x.grad.abs().transpose(2, 2 + axis).sum(dim=[0, 1, *range(3, 2 + rank)])
        places = gradient.nonzero().flatten().tolist()
        if not places or places[0] < MARGIN or places[-1] >= length - MARGIN:
            return None
        bounds.append((places[0], places[-1]))
    middles = [Fraction(low + high + 1, 2) for low, high in bounds]
    stride = (sum(middles[period:]) - sum(middles[:period])) / (period * period)
    start = sum(middles[:period]) / period - (first + Fraction(period - 1, 2)) * stride
    widest = max(high - low + 1 for low, high in bounds)
    kinds = [kind for kind, _, _ in steps]
    enlarged = min((kinds.index(kind) for kind in ENLARGING if kind in kinds), default=len(kinds))
    if PLAIN.issuperset(kinds[enlarged + 1:]):
        return widest, stride, start
    return f"{widest}+", stride, "?"


def step_text(kind, values, numbers):
    inputs = ",".join(map(str, numbers))
    return " ".join([f"{kind}@{inputs}", *(f"{name}={value_text(value)}" for name, value in values.items())])


def field_lines(count):
    made = set()
    while len(made) < count:
        rank = dice.randint(1, 2)
        steps = draw_network(rank)
        try:
            found = [field(steps, rank, axis) for axis in range(rank)]
        except RuntimeError:
            continue  # A window that does not fit, or channels that do not divide.
        if None in found:
            continue
        text = " ; ".join(step_text(*step) for step in steps)
        if text not in made:
            made.add(text)
            yield f"{text}\t" + " ".join(",".join(map(str, axis)) for axis in found)


NETWORKS = ["resnet18", "resnet50", "vgg16", "vgg19", "mobilenet_v2", "squeezenet1_1"]


def network_lines():
    # Operators that a build of torchvision may lack, and that these networks do not use, are not to keep it from loading.
    torch.library.register_fake = lambda *_, **__: lambda function: function
    from torchvision import models

    for name in NETWORKS:
        network = getattr(models, name)().to("meta").eval()
        counter = FlopCounterMode(display=False)
        with counter, torch.no_grad():
            network(torch.empty(1, 3, 224, 224, device="meta"))
        yield f"{name}\t{counter.get_total_flops()}"


def save(name, heading, lines, folder=FIXTURES):
    lines = list(lines)
    (folder / name).write_text("\n".join([f"# {heading}", *lines]) + "\n")
    print(f"{name}: {len(lines)} lines")


if __name__ == "__main__":
    torch.manual_seed(2026)
    made_by = f"Made by Tests/Fixtures/make_pytorch_cost_fixtures.py with torch {torch.__version__}"
    save("pytorch-costs.tsv", made_by, cost_lines())
    save("pytorch-fields.tsv", made_by, field_lines(150))
    formats = FIXTURES.parent.parent / "NetworkFormatsTests" / "Fixtures"
    save("network-flops.tsv", made_by, network_lines(), formats)
