"""PyTorch, eager, one thread."""

import shapes
import torch
from serve import RATE

torch.set_num_threads(1)
torch.set_num_interop_threads(1)

VERSION = "PyTorch " + torch.__version__


def prepare(words, arrays):
    match words:
        case ["mlp", _, _, activation, task]:
            x, y, parameters = shapes.mlp(words, arrays)
            x, y, parameters = torch.from_numpy(x), torch.from_numpy(y), tensors(parameters)
            between = {"Tanh": torch.tanh, "Relu": torch.relu}[activation]

            def network():
                h = x
                for layer in range(0, len(parameters), 2):
                    if layer:
                        h = between(h)
                    h = torch.addmm(parameters[layer + 1], h, parameters[layer])
                return h

            match task:
                case "Inference":
                    return evaluate(network)
                case "SquaredError":
                    return train(lambda: torch.nn.functional.mse_loss(network(), y), parameters)
                case "CrossEntropy":
                    return train(lambda: torch.nn.functional.cross_entropy(network(), y), parameters)
        case ["rnn", *_]:
            x, y, parameters = shapes.rnn(words, arrays)
            x, y, parameters = torch.from_numpy(x), torch.from_numpy(y), tensors(parameters)
            wx, wh, b = parameters

            def loss():
                inputs = x @ wx + b  # of all steps at once
                h = torch.zeros_like(y)
                for t in range(len(x)):
                    h = torch.tanh(torch.addmm(inputs[t], h, wh))
                return torch.nn.functional.mse_loss(h, y)

            return train(loss, parameters)
        case ["product", *_, form]:
            a, b = (torch.from_numpy(matrix) for matrix in shapes.product(words, arrays))
            a, b = a.T if form == "AtB" else a, b.T if form == "ABt" else b
            out = torch.empty(a.shape[0], b.shape[1])
            return evaluate(lambda: torch.mm(a, b, out=out))
        case ["tanhsum", _]:
            x, a, b = map(torch.from_numpy, arrays)
            return evaluate(lambda: torch.tanh(x * a + b).sum())
        case ["softmax", rows, _]:
            x = torch.from_numpy(arrays[0]).reshape(int(rows), -1)
            return evaluate(lambda: torch.softmax(x, 1))


def tensors(parameters):
    return [torch.from_numpy(p).requires_grad_() for p in parameters]


def train(loss, parameters):
    last = None

    def run(times):
        nonlocal last
        for _ in range(times):
            last = loss()
            gradient = torch.autograd.grad(last, parameters)
            with torch.no_grad():
                torch._foreach_add_(parameters, gradient, alpha=-RATE)

    return run, lambda: [last.detach().numpy()] + [p.detach().numpy() for p in parameters]


def evaluate(f):
    last = None

    @torch.inference_mode()
    def run(times):
        nonlocal last
        for _ in range(times):
            last = f()

    return run, lambda: [last.numpy()]
