"""The network of main.rs in PyTorch.

    python3 pytorch.py train FILE   trains it on the digits and writes its parameters
    python3 pytorch.py test FILE    reads parameters, such as tapeless writes, and counts what they read right

Needs the packages torch and safetensors. A `Linear` of PyTorch keeps its weight transposed.
"""

import sys
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn


def digits() -> tuple[torch.Tensor, torch.Tensor]:
    packed = Path(__file__).parents[2] / "data" / "digits.bin"
    records = torch.tensor(list(packed.read_bytes())).view(-1, 33)
    nibbles = torch.stack([records[:, :32] % 16, records[:, :32] // 16], dim=2)
    return nibbles.reshape(-1, 64) / 15, records[:, 32]


def train(net: nn.Sequential, x: torch.Tensor, y: torch.Tensor) -> None:
    torch.manual_seed(1)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9)
    for _ in range(60):
        for rows in torch.randperm(len(x)).split(32):
            noise = torch.empty(len(rows), 64).uniform_(-0.4, 0.4)
            loss = nn.functional.cross_entropy(net(x[rows] + noise), y[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] -= 0.1 / 60


def save(net: nn.Sequential, file: str) -> None:
    w1, b1, w2, b2 = (p.detach() for p in net.parameters())
    weights = {"hidden.w": w1.T, "hidden.b": b1, "output.w": w2.T, "output.b": b2}
    save_file({name: tensor.contiguous() for name, tensor in weights.items()}, file)


def load(net: nn.Sequential, file: str) -> None:
    read = load_file(file)
    weights = {"0.weight": read["hidden.w"].T, "0.bias": read["hidden.b"]}
    net.load_state_dict(weights | {"2.weight": read["output.w"].T, "2.bias": read["output.b"]})


command, file = sys.argv[1:]
net = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
x, y = digits()
if command == "train":
    train(net, x, y)
    save(net, file)
else:
    load(net, file)
logits = net(x)
print(f"{(logits.argmax(1) == y).sum()} of {len(y)} digits right, loss {nn.functional.cross_entropy(logits, y):.6f}")
