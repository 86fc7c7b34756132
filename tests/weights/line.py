"""Writes line.safetensors, with PyTorch and the safetensors package.

    python3 line.py
"""

import torch
from safetensors.torch import save_file

tensors = {"slope": torch.tensor([2.0, -1.0]), "offset": torch.tensor(0.5)}
save_file(tensors, "line.safetensors", metadata={"format": "pt", "braces": '{["}'})
