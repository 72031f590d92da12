"""Names for the layers of a template: groups that fold well instead of the frameworks' counters."""

import re

from torch import nn
from torchvision.models.squeezenet import Fire
from torchvision.ops import SqueezeExcitation
from torchvision.ops.misc import Conv2dNormActivation

WORDS = {"conv": "conv", "depthwise_conv": "conv", "batch_norm": "norm", "layer_norm": "norm", "fully_connected": "fc",
         "linear": "fc", "max_pool": "pool", "avg_pool": "pool", "global_avg_pool": "pool", "adaptive_avg_pool": "pool"}  # fmt: skip


def word(layer):
    """What a layer is, in a word."""
    return layer.attributes["function"] if layer.kind == "activation" else WORDS.get(layer.kind, layer.kind)


def path(layer):
    """The path of its module, as the tracer gives it, without the tracer's own number."""
    return layer.name.partition("#")[0]


def by_path(*rules, aliases=None):
    """Rewrites the start of a path (`aliases`), then goes by patterns; a number at the end becomes a word.

    Functions have a number of their own in the place of a module's name.
    """

    def name(layer):
        parts = path(layer).split("/")
        for length in range(len(parts), 0, -1):
            start = "/".join(parts[:length])
            if start in (aliases or {}):
                parts = [aliases[start], *parts[length:]]
                break
        result = "/".join(parts)
        for pattern, replacement in rules:
            result = re.sub(pattern, replacement, result)
        head, slash, last = result.rpartition("/")
        return head + slash + (word(layer) if last.isdigit() else last)

    return name


def inverted_residuals(model):
    """What the parts of a MobileNet's or an EfficientNet's blocks do, by their modules."""
    names, blocks = {}, 0
    for target, module in model.named_modules():
        children = list(module.named_children())
        place = target.replace(".", "/")
        if not re.search(r"/(conv|block)$", place):
            continue
        blocks += 1
        names[place.rpartition("/")[0]] = f"block{blocks}"
        last_convolution = [number for number, child in children if isinstance(child, (Conv2dNormActivation, nn.Conv2d))][-1]
        for number, child in children:
            is_depthwise = isinstance(child, Conv2dNormActivation) and child[0].groups > 1
            part = ("se" if isinstance(child, SqueezeExcitation) else "project" if number >= last_convolution
                    else "depthwise" if is_depthwise else "expand")  # fmt: skip
            whole = isinstance(child, (Conv2dNormActivation, SqueezeExcitation))
            names[f"{place}/{number}"] = f"block{blocks}/{part}" + ("" if whole else "/0")
    last = max(int(name) for name, _ in model.features.named_children())
    return {**names, "features/0": "stem", f"features/{last}": "head"}


def fires(model):
    """SqueezeNet's own counting: conv1, fire2 to fire9, conv10."""
    number, names = 1, {"features/0": "conv1", "features/1": "relu1", "classifier/1": "conv10", "classifier/2": "relu10"}
    for place, module in model.features.named_children():
        if isinstance(module, Fire):
            number += 1
            names[f"features/{place}"] = f"fire{number}"
        elif isinstance(module, nn.MaxPool2d):
            names[f"features/{place}"] = f"pool{number}"
    return names


def vgg(model):
    """A block for the layers up to each pooling, and the fully connected ones after them."""
    names, block, number = {"avgpool": "pool"}, 1, 1
    for place, module in model.features.named_children():
        kind = {nn.Conv2d: "conv", nn.BatchNorm2d: "norm", nn.ReLU: "relu"}.get(type(module))
        names[f"features/{place}"] = f"block{block}/{kind}{number}" if kind else f"block{block}/pool"
        number += kind == "relu"
        if kind is None:
            block, number = block + 1, 1
    words = {nn.Linear: "fc", nn.ReLU: "relu", nn.Dropout: "dropout"}
    counts = dict.fromkeys(words, 0)
    for place, module in model.classifier.named_children():
        counts[type(module)] += 1
        names[f"classifier/{place}"] = f"{words[type(module)]}{counts[type(module)]}"
    return names


# What Keras' MobileNet ends its layers' names with.
KERAS_WORDS = {None: "conv", "bn": "norm", "relu": "relu"}


def convnext_block(number):
    """The block of a ConvNeXt-T that ends in its addition of that number; Keras counts those through."""
    for stage, depth in enumerate((3, 3, 9, 3), 1):
        if number < depth:
            return f"stage{stage}/block{number + 1}"
        number -= depth
    raise ValueError("ConvNeXt-T has 18 blocks")
