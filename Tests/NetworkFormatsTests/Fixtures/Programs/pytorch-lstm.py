import torch
from torch import Tensor, nn


class Tagger(nn.Module):
    """Tagger: (40,) -> (12,), 555,020 parameters.

    What differs from the network:

    - 'forward': PyTorch keeps two biases for each gate, 1,024 parameters more than the
      network counts
    - 'state': PyTorch keeps two biases for each gate, 128 parameters more than the
      network counts
    """

    def __init__(self) -> None:
        super().__init__()
        self.vectors = nn.Embedding(5000, 64)
        self.forward_ = nn.LSTM(64, 128, batch_first=True, bidirectional=True)
        self.state = nn.LSTM(256, 32, batch_first=True)
        self.drop = nn.Dropout(0.3)
        self.tags = nn.Linear(32, 12)
        self.probabilities = nn.Softmax(dim=1)

    def forward(self, x: Tensor) -> Tensor:
        x = self.vectors(x)
        x, _ = self.forward_(x)
        _, (h, _) = self.state(x)
        x = h[-1]
        x = self.drop(x)
        x = self.tags(x)
        return self.probabilities(x)


if __name__ == "__main__":
    model = Tagger().eval()
    with torch.no_grad():
        y = model(torch.zeros(1, 40, dtype=torch.long))
    print(tuple(y.shape))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
