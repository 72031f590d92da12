"""The native file of a network, and the line that a test holds each of its layers against."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Layer:
    """One layer of a traced network; `shapes` has one for each output, each with its batch."""

    name: str
    kind: str
    inputs: list
    attributes: dict
    shapes: list
    parameters: int = 0
    frozen: int = 0
    shares: str = None  # the layer whose parameters it uses, which are counted there


@dataclass
class Network:
    title: str
    layout: str
    layers: list = field(default_factory=list)
    rounding: str = "floor"


# What a native file leaves out. A kind with a default of its own is named with it.
DEFAULTS = {
    "stride": 1, "padding": 0, "dilation": 1, "groups": 1, "bias": True, "multiplier": 1, "function": "relu",
    "rate": 0.5, "epsilon": 1e-5, "keep_axes": True, "parts": 2, "layers": 1, ("max_pool", "stride"): "its size",
    ("avg_pool", "stride"): "its size", "alpha": 1e-4, "beta": 0.75, "k": 1, ("softmax", "axis"): -1,
    ("layer_norm", "axis"): -1, ("flatten", "axis"): 1,
}  # fmt: skip


def is_default(kind, key, value):
    return value is None or DEFAULTS.get((kind, key), DEFAULTS.get(key, "none")) == value


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(text, value)) + "]"
    if isinstance(value, float):  # YAML before 1.2 takes 1e-06 for a word
        mantissa, e, exponent = repr(value).partition("e")
        return (mantissa if "." in mantissa else mantissa + ".0") + e + exponent
    return str(value)


def line(layer, previous):
    parts = [f"name: {layer.name}", f"kind: {layer.kind}"]
    if layer.inputs and layer.inputs != [previous]:
        parts.append("inputs: " + (layer.inputs[0] if len(layer.inputs) == 1 else text(layer.inputs)))
    if layer.shares:
        parts.append(f"shares: {layer.shares}")
    parts += [f"{key}: {text(value)}" for key, value in layer.attributes.items() if not is_default(layer.kind, key, value)]
    return "  - {" + ", ".join(parts) + "}"


def native_file(network):
    previous = [None, *(layer.name for layer in network.layers)]
    head = ["strata: 1", f"name: {network.title}", f"layout: {network.layout}", f"rounding: {network.rounding}", "batch: 1"]
    return "\n".join([*head, "layers:", *map(line, network.layers, previous)]) + "\n"


def reference_lines(template, network):
    for layer in network.layers:
        shapes = " ".join("x".join(map(str, shape)) for shape in layer.shapes)
        yield f"{template}\t{layer.name}\t{shapes}\t{layer.parameters}\t{layer.frozen}"


def numbered(names):
    """Names that are there more than once get a number each: relu1, relu2."""
    counts, seen = Counter(names), Counter()
    for name in names:
        seen[name] += 1
        yield f"{name}{'_' if name[-1:].isdigit() else ''}{seen[name]}" if counts[name] > 1 else name


def rename(network, name_of):
    """Gives every layer the name that a rule makes of its own, and numbers those that are then alike."""
    new = list(numbered([name_of(layer) for layer in network.layers]))
    names = {layer.name: name for layer, name in zip(network.layers, new)}
    for layer, name in zip(network.layers, new):
        layer.name, layer.shares = name, names.get(layer.shares)
        layer.inputs = [names[source] + colon + place for source, colon, place in (i.partition(":") for i in layer.inputs)]
    return network
