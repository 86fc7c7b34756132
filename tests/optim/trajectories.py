"""Ten steps of every optimiser, in double precision, from the update rules as PyTorch documents them.

    python3 tests/optim/trajectories.py > tests/optim/trajectories.txt
    python3 tests/optim/trajectories.py torch     compares them with PyTorch itself

The function: Σ (wᵢ² − 1)² (i + 1) / 4 + w₀ w₁ w₂, from (0.5, −1.5, 2).
"""

import sys
from math import sqrt

START, STEPS = [0.5, -1.5, 2.0], 10

# A name, the class of PyTorch, and its arguments.
CASES = [
    ("sgd", "SGD", dict(lr=0.05)),
    ("sgd_decay", "SGD", dict(lr=0.05, weight_decay=0.1)),
    ("momentum", "SGD", dict(lr=0.02, momentum=0.9)),
    ("momentum_dampened", "SGD", dict(lr=0.02, momentum=0.9, dampening=0.3, weight_decay=0.05)),
    ("nesterov", "SGD", dict(lr=0.02, momentum=0.8, nesterov=True, weight_decay=0.05)),
    ("rms_prop", "RMSprop", dict(lr=0.03)),
    ("rms_prop_decay", "RMSprop", dict(lr=0.03, alpha=0.9, eps=1e-3, weight_decay=0.1)),
    ("adam", "Adam", dict(lr=0.1)),
    ("adam_decay", "Adam", dict(lr=0.1, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1)),
    ("adam_w", "AdamW", dict(lr=0.1)),
    ("adam_w_decay", "AdamW", dict(lr=0.1, betas=(0.8, 0.95), weight_decay=0.2)),
]


def gradient(w):
    others = [w[1] * w[2], w[0] * w[2], w[0] * w[1]]
    return [(i + 1) * x * (x * x - 1) + rest for i, (x, rest) in enumerate(zip(w, others))]


def sgd(w, g, state, lr, momentum=0, dampening=0, weight_decay=0, nesterov=False):
    g += weight_decay * w
    if momentum:
        state["b"] = momentum * state["b"] + (1 - dampening) * g if "b" in state else g
        g = g + momentum * state["b"] if nesterov else state["b"]
    return w - lr * g


def rms_prop(w, g, state, lr, alpha=0.99, eps=1e-8, weight_decay=0):
    g += weight_decay * w
    state["v"] = alpha * state.get("v", 0) + (1 - alpha) * g * g
    return w - lr * g / (sqrt(state["v"]) + eps)


def adam(w, g, state, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0):
    g += weight_decay * w
    state["t"] = state.get("t", 0) + 1
    state["m"] = betas[0] * state.get("m", 0) + (1 - betas[0]) * g
    state["v"] = betas[1] * state.get("v", 0) + (1 - betas[1]) * g * g
    m = state["m"] / (1 - betas[0] ** state["t"])
    v = state["v"] / (1 - betas[1] ** state["t"])
    return w - lr * m / (sqrt(v) + eps)


def adam_w(w, g, state, lr, weight_decay=0.01, **others):
    return adam(w - lr * weight_decay * w, g, state, lr, **others)


RULES = {"SGD": sgd, "RMSprop": rms_prop, "Adam": adam, "AdamW": adam_w}


def trajectory(rule, arguments):
    w, states = list(START), [{} for _ in START]
    for _ in range(STEPS):
        w = [RULES[rule](x, g, state, **arguments) for x, g, state in zip(w, gradient(w), states)]
        yield w


def torch_trajectory(rule, arguments):
    import torch

    w = torch.tensor(START, dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, rule)([w], **arguments)
    factors = torch.arange(1, 4, dtype=torch.float64)
    for _ in range(STEPS):
        optimizer.zero_grad()
        (((w * w - 1) ** 2 * factors).sum() / 4 + w.prod()).backward()
        optimizer.step()
        yield w.tolist()


if sys.argv[1:] == ["torch"]:
    for name, rule, arguments in CASES:
        pairs = zip(trajectory(rule, arguments), torch_trajectory(rule, arguments))
        worst = max(abs(x - y) for a, b in pairs for x, y in zip(a, b))
        print(f"{name:18} {worst:.1e}")
        assert worst < 1e-12
else:
    for name, rule, arguments in CASES:
        for w in trajectory(rule, arguments):
            print(name, *(f"{x:.17g}" for x in w))
