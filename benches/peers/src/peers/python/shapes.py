"""The inputs of a workload in their shapes; see `inputs.rs`."""


def mlp(words, arrays):
    """x, y, the parameters (w and b of each layer, in turn)."""
    sizes, batch = [int(size) for size in words[1].split("-")], int(words[2])
    x, y, *parameters = arrays
    layers = zip(sizes, sizes[1:])
    shapes = [shape for i, o in layers for shape in [(i, o), (o,)]]
    y = y.reshape(batch, -1) if words[4] == "SquaredError" else y.astype("int64")
    return x.reshape(batch, -1), y, [p.reshape(shape) for p, shape in zip(parameters, shapes)]


def rnn(words, arrays):
    """x, y, the parameters."""
    inputs, hidden, steps, batch = map(int, words[1:])
    x, y, wx, wh, b = arrays
    parameters = [wx.reshape(inputs, hidden), wh.reshape(hidden, hidden), b]
    return x.reshape(steps, batch, inputs), y.reshape(batch, hidden), parameters


def product(words, arrays):
    """a and b, as they lie in memory."""
    m, k, n = map(int, words[1:4])
    a, b = arrays
    return a.reshape((k, m) if words[4] == "AtB" else (m, k)), b.reshape((n, k) if words[4] == "ABt" else (k, n))
