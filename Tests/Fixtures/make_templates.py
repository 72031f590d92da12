#!/usr/bin/env python3
"""Writes networks of torchvision and Keras as native files, and what those say of each of their layers.

Writes Sources/NetworkFormats/Templates/*.yaml and Tests/NetworkFormatsTests/Fixtures/templates.tsv, which has a
line for each layer: the template, the layer's name, its outputs' shapes, its trained parameters and its frozen ones.
All are as in evaluation: heads for training alone are left out, and so is a stochastic depth.

  /tmp/venv/bin/pip install torch==2.13.0 torchvision==0.28.0 keras==3.15.1
  /tmp/venv/bin/python Tests/Fixtures/make_templates.py [TEMPLATE …]

A network is traced by templates/pytorch.py or templates/keras_models.py and named anew by templates/names.py; one that
neither has is built in templates/by_hand.py.
"""

import sys
from functools import partial
from pathlib import Path

import torch

for lost in ("nms", "qnms"):  # torchvision's compiled part does not load beside a torch without CUDA; no model needs it
    torch.library.define(f"torchvision::{lost}", "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

import torchvision  # noqa: E402
from torchvision import models  # noqa: E402
from torchvision.ops import StochasticDepth  # noqa: E402

from templates import by_hand, keras_models, names, pytorch  # noqa: E402
from templates.native import native_file, reference_lines, rename  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]


def image(size=224, channels=3):
    return torch.zeros(1, channels, size, size)


def torch_network(title, model, example, *rules, aliases=None, **given):
    whole = {**by_hand.WHOLE, StochasticDepth: lambda module, rank: None}
    network = pytorch.trace(title, model.eval(), example, whole=whole, **given)
    return rename(network, names.by_path(*rules, aliases=aliases))


def vision(title, builder, *rules, size=224, aliases=None, **given):
    """A model of torchvision."""
    model = getattr(models, builder)(weights=None, **given)
    return torch_network(title, model, image(size), *rules, aliases=aliases and aliases(model))


def vgg(title, builder):
    network = vision(title, builder, aliases=names.vgg)
    network.rounding = "exact"
    return pytorch.channels_last(network)


def alexnet(title, model):
    return pytorch.channels_last(
        torch_network(title, model, image(227), rounding="exact", input_name="Input Image"))  # fmt: skip


def of_words(title, builder, steps):
    """A network that reads a sequence of words."""
    network = torch_network(title, builder(), torch.zeros(1, steps).long(), rounding="exact")
    network.layout = "channels_last"  # steps by features
    return network


def keras_network(title, model, *rules):
    return rename(keras_models.trace(title, model), names.by_path((r"input_layer.*", "input"), *rules))


RESNET = [(r"/downsample/0", "/downsample/conv"), (r"/downsample/1", "/downsample/bn")]
EFFICIENT = [(r"classifier/", "")]
TRANSFORMER = [(r"encoder/layers/encoder_layer_(\d+)", r"encoder/layer\1"), (r"self_attention", "attention"),
               (r"mlp/0", "mlp/fc1"), (r"mlp/1", "mlp/gelu"), (r"mlp/2", "mlp/dropout1"), (r"mlp/3", "mlp/fc2"),
               (r"mlp/4", "mlp/dropout2"), (r"encoder/(pos_embedding|dropout|\d+$)", r"embedding/\1"), (r"^\d$", "embedding/0"),
               (r"^class_token", "embedding/class_token"), (r"^conv_proj", "embedding/patches"),
               (r"encoder/ln", "norm"), (r"heads/", "")]  # fmt: skip
UNET = [
    (r"^pool/(\d)$", lambda m: f"down{int(m[1]) + 1}/pool"), (r"^down/4", "bottom"),
    (r"^(down|up)/(\d)(?:/convs)?", lambda m: f"{m[1]}{int(m[2]) + 1}"),
]  # fmt: skip
MOBILENET = [
    (r"^(conv1)(?:_(\w+))?$", lambda m: f"stem/{names.KERAS_WORDS[m[2]]}"),
    (r"^conv_pad_(\d+)$", r"block\1/pad"),
    (r"^conv_(dw|pw)_(\d+)(?:_(\w+))?$",
     lambda m: f"block{m[2]}/{'depthwise' if m[1] == 'dw' else 'pointwise'}/{names.KERAS_WORDS[m[3]]}"),
    (r"^global_average_pooling2d.*", "pool"), (r"^dropout.*", "dropout"), (r"^conv_preds", "conv"),
    (r"^reshape.*", "reshape"), (r"^predictions", "softmax"),
]  # fmt: skip
CONVNEXT = [
    (r"^convnext_tiny_", ""), (r"^(stem|head)_", r"\1/"), (r"layernorm", "norm"),
    (r"^downsampling_(\w+)_(\d)", lambda m: f"stage{int(m[2]) + 2}/downsample/{m[1]}"),
    (r"^stage_(\d)_block_(\d)_", lambda m: f"stage{int(m[1]) + 1}/block{int(m[2]) + 1}/"),
    (r"^add_?(\d*)$", lambda m: names.convnext_block(int(m[1] or 0)) + "/add"),
    (r"depthwise_conv", "depthwise"), (r"pointwise_conv_1", "expand"), (r"pointwise_conv_2", "project"),
    (r"layer_scale/scale", "scale"), (r"layer_scale/gamma", "layer_scale"), (r"head/gap", "head/pool"), (r"head/dense", "head/fc"),
]  # fmt: skip

TEMPLATES = {
    "alexnet": lambda: alexnet("AlexNet", by_hand.alexnet()),
    "alexnet_groups": lambda: alexnet("AlexNet in two groups", by_hand.alexnet_groups()),
    "alexnet_torchvision": partial(vision, "AlexNet (torchvision)", "alexnet", aliases=names.vgg),
    "vgg16": partial(vgg, "VGG-16", "vgg16"),
    "vgg16_bn": partial(vgg, "VGG-16 with batch normalization", "vgg16_bn"),
    "vgg19": partial(vgg, "VGG-19", "vgg19"),
    "vgg19_bn": partial(vgg, "VGG-19 with batch normalization", "vgg19_bn"),
    "resnet18": partial(vision, "ResNet-18", "resnet18", *RESNET),
    "resnet50": partial(vision, "ResNet-50", "resnet50", *RESNET),
    "resnet101": partial(vision, "ResNet-101", "resnet101", *RESNET),
    "resnext50": partial(vision, "ResNeXt-50 32x4d", "resnext50_32x4d", *RESNET),
    "densenet121": partial(vision, "DenseNet-121", "densenet121", (r"^features/", ""), (r"denselayer", "layer")),
    "googlenet": partial(vision, "GoogLeNet", "googlenet", aux_logits=False, init_weights=False),
    "inception_v3": partial(vision, "Inception v3", "inception_v3", size=299, aux_logits=False, init_weights=False),
    "mobilenet_v1": lambda: keras_network("MobileNet v1", keras_models.keras.applications.MobileNet(weights=None), *MOBILENET),
    "mobilenet_v2": partial(vision, "MobileNet v2", "mobilenet_v2", *EFFICIENT, aliases=names.inverted_residuals),
    "mobilenet_v3_large": partial(vision, "MobileNet v3 large", "mobilenet_v3_large", *EFFICIENT, aliases=names.inverted_residuals),
    "mobilenet_v3_small": partial(vision, "MobileNet v3 small", "mobilenet_v3_small", *EFFICIENT, aliases=names.inverted_residuals),
    "shufflenet_v2": partial(vision, "ShuffleNet v2 1.0x", "shufflenet_v2_x1_0"),
    "squeezenet1_1": partial(vision, "SqueezeNet 1.1", "squeezenet1_1", (r"classifier/", ""), (r"_activation$", "_relu"), aliases=names.fires),
    "efficientnet_b0": partial(vision, "EfficientNet-B0", "efficientnet_b0", *EFFICIENT, aliases=names.inverted_residuals),
    "convnext_tiny": lambda: keras_network(
        "ConvNeXt-T", keras_models.keras.applications.ConvNeXtTiny(weights=None, include_preprocessing=False), *CONVNEXT),
    "unet": lambda: torch_network("U-Net", by_hand.UNet(), image(572, 1), *UNET),
    "vit_b_16": partial(vision, "ViT-B/16", "vit_b_16", *TRANSFORMER),
    "gpt2": partial(of_words, "GPT-2 small", by_hand.GPT2, 1024),
    "lstm_language_model": partial(of_words, "LSTM language model", by_hand.LanguageModel, 35),
}  # fmt: skip


def main(wanted):
    rows = []
    for template in wanted or TEMPLATES:
        network = TEMPLATES[template]()
        path = ROOT / "Sources/NetworkFormats/Templates" / f"{template}.yaml"
        path.write_text(native_file(network))
        rows += reference_lines(template, network)
        total = sum(layer.parameters for layer in network.layers)
        print(f"{path.name}: {len(network.layers)} layers, {path.stat().st_size:,} bytes, {total:,} parameters")
    if wanted:
        return
    fixtures = ROOT / "Tests/NetworkFormatsTests/Fixtures/templates.tsv"
    versions = f"torchvision {torchvision.__version__.split('+')[0]} and Keras {keras_models.keras.__version__}"
    head = [f"# Networks as {versions} build them, made by Tests/Fixtures/make_templates.py.",
            "# template\tlayer\toutputs\tparameters\tfrozen"]  # fmt: skip
    fixtures.write_text("\n".join([*head, *rows]) + "\n")


if __name__ == "__main__":
    torch.set_grad_enabled(False)
    main(sys.argv[1:])
