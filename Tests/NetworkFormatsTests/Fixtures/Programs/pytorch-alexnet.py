import torch
from torch import Tensor, nn


class AlexNet(nn.Module):
    """AlexNet: (3, 227, 227) -> (1000,), 62,378,344 parameters.

    What differs from the network:

    - tensors have their channels first
    - 'FC-1': reads the elements channel by channel, which is another order of the same
      weights
    """

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(3, 96, 11, stride=4)
        self.maxpool1 = nn.MaxPool2d(3, stride=2)
        self.conv2 = nn.Conv2d(96, 256, 5, padding=2)
        self.maxpool2 = nn.MaxPool2d(3, stride=2)
        self.conv3 = nn.Conv2d(256, 384, 3, padding=1)
        self.conv4 = nn.Conv2d(384, 384, 3, padding=1)
        self.conv5 = nn.Conv2d(384, 256, 3, padding=1)
        self.maxpool3 = nn.MaxPool2d(3, stride=2)
        self.fc1 = nn.Linear(9216, 4096)
        self.fc2 = nn.Linear(4096, 4096)
        self.fc3 = nn.Linear(4096, 1000)

    def forward(self, x: Tensor) -> Tensor:
        x = self.conv1(x)
        x = self.maxpool1(x)
        x = self.conv2(x)
        x = self.maxpool2(x)
        x = self.conv3(x)
        x = self.conv4(x)
        x = self.conv5(x)
        x = self.maxpool3(x)
        x = self.fc1(torch.flatten(x, 1))
        x = self.fc2(x)
        return self.fc3(x)


if __name__ == "__main__":
    model = AlexNet().eval()
    with torch.no_grad():
        y = model(torch.zeros(1, 3, 227, 227))
    print(tuple(y.shape))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
