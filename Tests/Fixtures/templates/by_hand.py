"""Networks that no framework has ready, built with PyTorch after their papers; each says what it is held to."""

from collections import OrderedDict

import torch
from torch import nn


def alexnet():
    """AlexNet's table without groups, normalization or activations: 62,378,344 parameters."""
    return nn.Sequential(OrderedDict([
        ("Conv-1", nn.Conv2d(3, 96, 11, 4)), ("MaxPool-1", nn.MaxPool2d(3, 2)),
        ("Conv-2", nn.Conv2d(96, 256, 5, padding=2)), ("MaxPool-2", nn.MaxPool2d(3, 2)),
        ("Conv-3", nn.Conv2d(256, 384, 3, padding=1)), ("Conv-4", nn.Conv2d(384, 384, 3, padding=1)),
        ("Conv-5", nn.Conv2d(384, 256, 3, padding=1)), ("MaxPool-3", nn.MaxPool2d(3, 2)),
        ("FC-1", FullyConnected(9216, 4096)), ("FC-2", nn.Linear(4096, 4096)), ("FC-3", nn.Linear(4096, 1000)),
        ("Output", Output()),
    ]))  # fmt: skip


def alexnet_groups():
    """AlexNet as in the paper, on two graphics cards, and in Caffe: 60,965,224 parameters."""

    def block(number, *convolution, pools=True, **given):
        yield f"Conv-{number}", nn.Conv2d(*convolution, **given)
        yield f"ReLU-{number}", nn.ReLU()
        if number < 3:
            yield f"LRN-{number}", nn.LocalResponseNorm(5, k=2)
        if pools:
            yield f"MaxPool-{min(number, 3)}", nn.MaxPool2d(3, 2)

    return nn.Sequential(OrderedDict([
        *block(1, 3, 96, 11, 4), *block(2, 96, 256, 5, padding=2, groups=2),
        *block(3, 256, 384, 3, padding=1, pools=False), *block(4, 384, 384, 3, padding=1, groups=2, pools=False),
        *block(5, 384, 256, 3, padding=1, groups=2),
        ("FC-1", FullyConnected(9216, 4096)), ("ReLU-6", nn.ReLU()), ("Dropout-1", nn.Dropout()),
        ("FC-2", nn.Linear(4096, 4096)), ("ReLU-7", nn.ReLU()), ("Dropout-2", nn.Dropout()),
        ("FC-3", nn.Linear(4096, 1000)), ("Output", Output()),
    ]))  # fmt: skip


class FullyConnected(nn.Linear):
    """A linear layer on all elements of an image."""

    def forward(self, x):
        return super().forward(x.flatten(1))


class Output(nn.Identity):
    """The end of a network."""


class Crop(nn.Module):
    """Takes the same margin off all sides of an image."""

    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def forward(self, x):
        return x[..., self.margin : -self.margin, self.margin : -self.margin]


class Twice(nn.Sequential):
    """Two convolutions without padding, as U-Net has at every depth."""

    def __init__(self, channels, filters):
        super().__init__(OrderedDict([
            ("conv1", nn.Conv2d(channels, filters, 3)), ("relu1", nn.ReLU()),
            ("conv2", nn.Conv2d(filters, filters, 3)), ("relu2", nn.ReLU()),
        ]))  # fmt: skip


class Up(nn.Module):
    def __init__(self, filters, margin):
        super().__init__()
        self.upconv, self.crop = nn.ConvTranspose2d(2 * filters, filters, 2, 2), Crop(margin)
        self.convs = Twice(2 * filters, filters)

    def forward(self, x, skipped):
        return self.convs(torch.cat([self.crop(skipped), self.upconv(x)], 1))


class UNet(nn.Module):
    """U-Net, 572x572 in and 388x388 out (Ronneberger 2015, figure 1): 31,030,658 parameters."""

    def __init__(self, filters=(64, 128, 256, 512, 1024), margins=(88, 40, 16, 4), classes=2):
        super().__init__()
        self.down = nn.ModuleList(Twice(c, f) for c, f in zip((1, *filters), filters))
        self.pool = nn.ModuleList(nn.MaxPool2d(2) for _ in margins)
        self.up = nn.ModuleList(Up(f, margin) for f, margin in zip(filters, margins))
        self.classes = nn.Conv2d(filters[0], classes, 1)

    def forward(self, x):
        skipped = []
        for down, pool in zip(self.down, self.pool):
            skipped.append(down(x))
            x = pool(skipped[-1])
        x = self.down[-1](x)
        for up, left in zip(reversed(self.up), reversed(skipped)):
            x = up(x, left)
        return self.classes(x)


class Attention(nn.MultiheadAttention):
    """Attention of a sequence to itself; that a step sees no later one changes no size."""

    def forward(self, x):
        return super().forward(x, x, x, need_weights=False)[0]


class DecoderBlock(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attn = Attention(width, heads, batch_first=True)
        self.mlp = nn.Sequential(OrderedDict([
            ("c_fc", nn.Linear(width, 4 * width)), ("gelu", nn.GELU()), ("c_proj", nn.Linear(4 * width, width)),
        ]))  # fmt: skip

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class GPT2(nn.Module):
    """The smallest GPT-2, whose head has the table of the words for its weights: 124,439,808 parameters."""

    def __init__(self, words=50257, steps=1024, width=768, heads=12, blocks=12):
        super().__init__()
        self.wte = nn.Embedding(words, width)
        self.wpe = nn.Parameter(torch.zeros(1, steps, width))
        self.h = nn.Sequential(*(DecoderBlock(width, heads) for _ in range(blocks)))
        self.ln_f = nn.LayerNorm(width)
        self.lm_head = nn.Linear(width, words, bias=False)
        self.lm_head.weight = self.wte.weight

    def forward(self, x):
        return self.lm_head(self.ln_f(self.h(self.wte(x) + self.wpe)))


class LanguageModel(nn.Module):
    """The middle one of the three in Zaremba 2014, with PyTorch's two biases for each gate."""

    def __init__(self, words=10_000, width=650):
        super().__init__()
        self.embedding, self.dropout1 = nn.Embedding(words, width), nn.Dropout()
        self.lstm, self.dropout2 = nn.LSTM(width, width, 2, batch_first=True, dropout=0.5), nn.Dropout()
        self.words = nn.Linear(width, words)

    def forward(self, x):
        return self.words(self.dropout2(self.lstm(self.dropout1(self.embedding(x)))[0]))


# What the classes above are as a layer.
WHOLE = {
    FullyConnected: lambda module, rank: ("fully_connected", {"units": module.out_features}),
    Output: lambda module, rank: ("output", {}),
    Crop: lambda module, rank: ("crop", {"cropping": module.margin}),
    Attention: lambda module, rank: ("multi_head_attention", {"heads": module.num_heads}),
}
