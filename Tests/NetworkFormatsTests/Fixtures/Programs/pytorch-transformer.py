import torch
from torch import Tensor, nn


class Block(nn.Module):
    """Groups block1, block2, block3 and block4."""

    def __init__(self, features: int, hidden_features: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(features)
        self.attention = nn.MultiheadAttention(features, 3, batch_first=True)
        self.norm2 = nn.LayerNorm(features)
        self.up = nn.Linear(features, hidden_features)
        self.gelu = nn.GELU()
        self.down = nn.Linear(hidden_features, features)

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(x)
        y, _ = self.attention(y, y, y, need_weights=False)
        x = y + x
        y = self.norm2(x)
        y = self.up(y)
        y = self.gelu(y)
        return self.down(y) + x


class Encoder(nn.Module):
    """Encoder: (196, 192) -> (1000,), 2,010,472 parameters."""

    def __init__(self) -> None:
        super().__init__()
        self.class_token = nn.Parameter(torch.zeros(1, 1, 192))
        self.positions = nn.Parameter(torch.zeros(1, 197, 192))
        self.blocks = nn.Sequential(*[Block(192, 768) for _ in range(4)])
        self.head = nn.Linear(192, 1000)

    def forward(self, x: Tensor) -> Tensor:
        class_token = self.class_token.expand(x.shape[0], -1, -1)
        x = torch.cat([class_token, x], dim=1)
        x = x + self.positions
        x = self.blocks(x)
        x = x[:, 0]
        return self.head(x)


if __name__ == "__main__":
    model = Encoder().eval()
    with torch.no_grad():
        y = model(torch.zeros(1, 196, 192))
    print(tuple(y.shape))
    print(f"{sum(p.numel() for p in model.parameters()):,} parameters")
