import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Mixed(nn.Module):
    """Groups mixed1 and mixed2."""

    def __init__(
        self,
        in_channels: int,
        b1_channels: int,
        b2_reduce_channels: int,
        b2_channels: int,
        b3_reduce_channels: int,
        b3_channels: int,
        b4_channels: int,
    ) -> None:
        super().__init__()
        self.b1 = nn.Conv2d(in_channels, b1_channels, 1)
        self.b2_reduce = nn.Conv2d(in_channels, b2_reduce_channels, 1)
        self.b2 = nn.Conv2d(b2_reduce_channels, b2_channels, 3, padding=1)
        self.b3_reduce = nn.Conv2d(in_channels, b3_reduce_channels, 1)
        self.b3 = nn.Conv2d(b3_reduce_channels, b3_channels, 5, padding=2)
        self.pool = nn.MaxPool2d(3, stride=1, padding=1)
        self.b4 = nn.Conv2d(in_channels, b4_channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        b1 = self.b1(x)
        b2 = self.b2_reduce(x)
        b2 = self.b2(b2)
        b3 = self.b3_reduce(x)
        b3 = self.b3(b3)
        b4 = self.pool(x)
        b4 = self.b4(b4)
        return torch.cat([b1, b2, b3, b4], dim=1)


class Inception(nn.Module):
    """Inception: (192, 28, 28) -> (10,), 1,493,242 parameters.

    What differs from the network:

    - tensors have their channels first
    - 'head': reads the elements channel by channel, which is another order of the same
      weights
    """

    def __init__(self) -> None:
        super().__init__()
        self.mixed1 = Mixed(192, 64, 96, 128, 16, 32, 32)
        self.mixed2 = Mixed(256, 128, 128, 192, 32, 96, 64)
        self.pool = nn.MaxPool2d(3, stride=2)
        self.head = nn.Linear(94080, 10)

    def forward(self, x: Tensor) -> Tensor:
        x = self.mixed1(x)
        x = self.mixed2(x)
        x = self.pool(F.pad(x, (0, 1, 0, 1), value=float("-inf")))
        return self.head(torch.flatten(x, 1))


if __name__ == "__main__":
    model = Inception().eval()
    with torch.no_grad():
        y = model(torch.zeros(1, 192, 28, 28))
    print(tuple(y.shape))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
