"""JAX, compiled by XLA for the processor. Training runs as a loop inside of one compiled function; what has no state that
a loop could carry is a call for each run."""

import jax
import jax.numpy as jnp
import shapes
from serve import RATE

VERSION = "JAX " + jax.__version__


def prepare(words, arrays):
    match words:
        case ["mlp", _, _, activation, task]:
            x, y, parameters = shapes.mlp(words, arrays)
            between = {"Tanh": jnp.tanh, "Relu": jax.nn.relu}[activation]

            def network(parameters, x):
                h = x
                for layer in range(0, len(parameters), 2):
                    if layer:
                        h = between(h)
                    h = h @ parameters[layer] + parameters[layer + 1]
                return h

            def squared_error(parameters, x, y):
                return jnp.mean((network(parameters, x) - y) ** 2)

            def cross_entropy(parameters, x, y):
                chances = jax.nn.log_softmax(network(parameters, x))
                return -jnp.mean(jnp.take_along_axis(chances, y[:, None], 1))

            match task:
                case "Inference":
                    return evaluate(network, jax.device_put(parameters), jnp.asarray(x))
                case "SquaredError":
                    return train(squared_error, parameters, x, y)
                case "CrossEntropy":
                    return train(cross_entropy, parameters, x, y)
        case ["rnn", *_]:
            x, y, parameters = shapes.rnn(words, arrays)

            def loss(parameters, x, y):
                wx, wh, b = parameters
                inputs = x @ wx + b  # of all steps at once
                h = jnp.zeros_like(y)
                for t in range(len(x)):
                    h = jnp.tanh(inputs[t] + h @ wh)
                return jnp.mean((h - y) ** 2)

            return train(loss, parameters, x, y)
        case ["product", *_, form]:
            a, b = map(jnp.asarray, shapes.product(words, arrays))
            match form:
                case "AB":
                    return evaluate(lambda a, b: a @ b, a, b)
                case "AtB":
                    return evaluate(lambda a, b: a.T @ b, a, b)
                case "ABt":
                    return evaluate(lambda a, b: a @ b.T, a, b)
        case ["tanhsum", _]:
            return evaluate(lambda x, a, b: jnp.tanh(x * a + b).sum(), *map(jnp.asarray, arrays))
        case ["softmax", rows, _]:
            return evaluate(jax.nn.softmax, jnp.asarray(arrays[0]).reshape(int(rows), -1))


def train(loss, parameters, x, y):
    def step(_, state):
        parameters, _, x, y = state
        value, gradient = jax.value_and_grad(loss)(parameters, x, y)
        return [w - RATE * g for w, g in zip(parameters, gradient)], value, x, y

    @jax.jit
    def steps(times, state):
        return jax.lax.fori_loop(0, times, step, state)

    state = jax.device_put((parameters, jnp.float32(0), x, jnp.asarray(y)))

    def run(times):
        nonlocal state
        state = jax.block_until_ready(steps(times, state))

    return run, lambda: [state[1]] + state[0]


def evaluate(f, *arguments):
    compiled, last = jax.jit(f), None

    def run(times):
        nonlocal last
        for _ in range(times):
            last = compiled(*arguments).block_until_ready()

    return run, lambda: [last]
