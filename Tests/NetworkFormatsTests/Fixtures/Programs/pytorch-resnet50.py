from collections import OrderedDict

import torch
from torch import Tensor, nn


class Downsample(nn.Sequential):
    """Groups layer1/0/downsample, layer2/0/downsample and 2 more."""

    def __init__(self, in_channels: int, out_channels: int, stride: int = 1) -> None:
        super().__init__(
            OrderedDict(
                conv=nn.Conv2d(in_channels, out_channels, 1, stride=stride, bias=False),
                bn=nn.BatchNorm2d(out_channels),
            )
        )


class LayerBlock(nn.Module):
    """Groups layer1/1, layer1/2 and 10 more."""

    def __init__(self, channels: int, hidden_channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, hidden_channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(hidden_channels)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(
            hidden_channels, hidden_channels, 3, padding=1, bias=False
        )
        self.bn2 = nn.BatchNorm2d(hidden_channels)
        self.relu2 = nn.ReLU()
        self.conv3 = nn.Conv2d(hidden_channels, channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(channels)
        self.relu3 = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(x)
        y = self.bn1(y)
        y = self.relu1(y)
        y = self.conv2(y)
        y = self.bn2(y)
        y = self.relu2(y)
        y = self.conv3(y)
        x = self.bn3(y) + x
        return self.relu3(x)


class LayerBlockWithDownsample(nn.Module):
    """Groups layer1/0, layer2/0, layer3/0 and layer4/0."""

    def __init__(
        self, in_channels: int, hidden_channels: int, out_channels: int, stride: int = 1
    ) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(in_channels, hidden_channels, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(hidden_channels)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(
            hidden_channels, hidden_channels, 3, stride=stride, padding=1, bias=False
        )
        self.bn2 = nn.BatchNorm2d(hidden_channels)
        self.relu2 = nn.ReLU()
        self.conv3 = nn.Conv2d(hidden_channels, out_channels, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(out_channels)
        self.downsample = Downsample(in_channels, out_channels, stride=stride)
        self.relu3 = nn.ReLU()

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(x)
        y = self.bn1(y)
        y = self.relu1(y)
        y = self.conv2(y)
        y = self.bn2(y)
        y = self.relu2(y)
        y = self.conv3(y)
        y = self.bn3(y)
        x = y + self.downsample(x)
        return self.relu3(x)


class Layer(nn.Sequential):
    """Groups layer1, layer2, layer3 and layer4."""

    def __init__(
        self,
        in_channels: int,
        hidden_channels: int,
        out_channels: int,
        blocks: int,
        stride: int = 1,
    ) -> None:
        super().__init__(
            LayerBlockWithDownsample(
                in_channels, hidden_channels, out_channels, stride=stride
            ),
            *[LayerBlock(out_channels, hidden_channels) for _ in range(1, blocks)],
        )


class ResNet50(nn.Module):
    """ResNet-50: (3, 224, 224) -> (1000,), 25,557,032 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU()
        self.maxpool = nn.MaxPool2d(3, stride=2, padding=1)
        self.layer1 = Layer(64, 64, 256, blocks=3)
        self.layer2 = Layer(256, 128, 512, blocks=4, stride=2)
        self.layer3 = Layer(512, 256, 1024, blocks=6, stride=2)
        self.layer4 = Layer(1024, 512, 2048, blocks=3, stride=2)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(2048, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(x)
        x = self.bn1(x)
        x = self.relu(x)
        x = self.maxpool(x)
        x = self.layer1(x)
        x = self.layer2(x)
        x = self.layer3(x)
        x = self.layer4(x)
        x = self.avgpool(x)
        x = torch.flatten(x, 1)
        return self.fc(x)


if __name__ == "__main__":
    model = ResNet50().eval()
    with torch.no_grad():
        y = model(torch.zeros(1, 3, 224, 224))
    print(tuple(y.shape))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
