#!/usr/bin/env python3
"""Writes networks of torchvision as native files, and what torchvision says of each of their layers.

Writes Sources/NetworkFormats/Templates/*.yaml and Tests/NetworkFormatsTests/Fixtures/templates.tsv, which has a
line for each layer: the template, the layer's name, its output's shape, its trainable parameters.

  /tmp/venv/bin/pip install torch==2.13.0 torchvision==0.28.0
  /tmp/venv/bin/python Tests/Fixtures/make_templates.py
"""

import operator
from pathlib import Path

import torch
import torchvision
from torch import fx, nn
from torch.fx.passes.shape_prop import ShapeProp

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = {
    "vgg19": ("VGG-19", "vgg19"),
    "resnet50": ("ResNet-50", "resnet50"),
    "mobilenet_v2": ("MobileNet v2", "mobilenet_v2"),
    "squeezenet1_1": ("SqueezeNet 1.1", "squeezenet1_1"),
}


def extent(value):
    """One number where all axes have the same."""
    value = value if isinstance(value, tuple) else (value, value)
    return value[0] if len(set(value)) == 1 else list(value)


def convolution(module):
    is_depthwise = module.groups == module.in_channels == module.out_channels > 1
    named = {"groups": module.groups} if not is_depthwise else {}
    kind = "depthwise_conv" if is_depthwise else "conv"
    size = {} if is_depthwise else {"filters": module.out_channels}
    return kind, {**size, "kernel": extent(module.kernel_size), "stride": extent(module.stride),
                  "padding": extent(module.padding), "dilation": extent(module.dilation), **named,
                  "bias": module.bias is not None}  # fmt: skip


def max_pool(module):
    size, stride = extent(module.kernel_size), extent(module.stride)
    return "max_pool", {"size": size, "stride": stride if stride != size else None,
                        "padding": extent(module.padding), "rounding": "ceil" if module.ceil_mode else None}  # fmt: skip


def adaptive(module):
    size = extent(module.output_size)
    return ("global_avg_pool", {}) if size == 1 else ("adaptive_avg_pool", {"size": size})


MODULES = {
    nn.Conv2d: convolution,
    nn.BatchNorm2d: lambda module: ("batch_norm", {}),
    nn.ReLU: lambda module: ("activation", {}),
    nn.ReLU6: lambda module: ("activation", {"function": "relu6"}),
    nn.MaxPool2d: max_pool,
    nn.AdaptiveAvgPool2d: adaptive,
    nn.Dropout: lambda module: ("dropout", {"rate": module.p}),
    nn.Linear: lambda module: ("fully_connected", {"units": module.out_features}),
}
FUNCTIONS = {
    operator.add: ("add", {}),
    torch.cat: ("concat", {}),
    torch.flatten: ("flatten", {}),
    nn.functional.adaptive_avg_pool2d: ("global_avg_pool", {}),
}
DEFAULTS = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True, "rate": 0.5, "rounding": None}


def describe(node, modules):
    """The kind of a node's layer and its attributes; None for one that only passes its input on."""
    if node.op == "call_module":
        return MODULES[type(modules[node.target])](modules[node.target])
    return FUNCTIONS.get(node.target)


def free(name, taken):
    number = 2
    wanted = name
    while name in taken:
        name, number = f"{wanted}_{number}", number + 1
    taken.add(name)
    return name


def scope(node):
    """The path of the module in whose code a function is called."""
    stack = list(node.meta.get("nn_module_stack", {}).values())
    return stack[-1][0].replace(".", "/") + "/" if stack and stack[-1][0] else ""


def layers(model):
    """Each layer's name, kind, inputs, attributes, output shape and parameters."""
    graph = fx.symbolic_trace(model)
    ShapeProp(graph).propagate(torch.zeros(1, 3, 224, 224))
    modules, named, taken = dict(graph.named_modules()), {}, {"input"}
    for node in graph.graph.nodes:
        if node.op == "placeholder":
            named[node] = "input"
            yield "input", "input", [], {"shape": [3, 224, 224]}, (1, 3, 224, 224), 0
        elif node.op in ("call_module", "call_function", "call_method"):
            inputs = [named[source] for source in node.all_input_nodes]
            layer = describe(node, modules)
            if layer is None:
                named[node] = inputs[0]
                continue
            is_module = node.op == "call_module"
            name = node.target.replace(".", "/") if is_module else scope(node) + layer[0]
            named[node] = free(name, taken)
            weights = modules[node.target].parameters() if is_module else ()
            shape = tuple(node.meta["tensor_meta"].shape)
            yield named[node], layer[0], inputs, layer[1], shape, sum(w.numel() for w in weights)


def line(name, kind, inputs, attributes, previous):
    parts = [f"name: {name}", f"kind: {kind}"]
    if inputs and inputs != [previous]:
        parts.append("inputs: " + (inputs[0] if len(inputs) == 1 else f"[{', '.join(inputs)}]"))
    for key, value in attributes.items():
        if value is not None and DEFAULTS.get(key, "none") != value:
            parts.append(f"{key}: {str(value).lower()}")
    return "  - {" + ", ".join(parts) + "}"


def main():
    rows = []
    for template, (title, builder) in TEMPLATES.items():
        model = getattr(torchvision.models, builder)(weights=None).eval()
        text = ["strata: 1", f"name: {title}", "layout: channels_first", "rounding: floor", "batch: 1", "layers:"]
        previous = None
        for name, kind, inputs, attributes, shape, parameters in layers(model):
            text.append(line(name, kind, inputs, attributes, previous))
            rows.append(f"{template}\t{name}\t{'x'.join(map(str, shape))}\t{parameters}")
            previous = name
        path = ROOT / "Sources/NetworkFormats/Templates" / f"{template}.yaml"
        path.write_text("\n".join(text) + "\n")
        print(f"{path.name}: {path.stat().st_size:,} bytes, {sum(p.numel() for p in model.parameters()):,} parameters")
    fixtures = ROOT / "Tests/NetworkFormatsTests/Fixtures/templates.tsv"
    fixtures.parent.mkdir(exist_ok=True)
    head = [f"# Networks as torchvision {torchvision.__version__.split('+')[0]} builds them, made by Tests/Fixtures/make_templates.py.",
            "# template\tlayer\toutput\tparameters"]  # fmt: skip
    fixtures.write_text("\n".join([*head, *rows]) + "\n")


if __name__ == "__main__":
    torch.set_grad_enabled(False)
    main()
