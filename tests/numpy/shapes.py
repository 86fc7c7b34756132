"""What NumPy gives where shapes matter: elements moved, products, cumulative sums, small linear algebra.

    pip install numpy==2.4.6 mpmath==1.4.1
    python3 tests/numpy/shapes.py > tests/numpy/shapes.txt

A line of the table is `element operation/shapes input; input | result`, and the result begins with its shape; several
results follow each other. What NumPy refuses is the result `error`. What NumPy lacks is the formula that a user of NumPy
would write.
"""
import mpmath as mp
import numpy as np

from edges import FLOATS, text


def shape(x):
    return "×".join(map(str, np.shape(x))) or "number"


def line(element, op, inputs, f):
    try:
        results = f(*inputs)
        results = results if isinstance(results, (list, tuple)) else [results]
        result = " ".join(f"{shape(y)} {text(y)}".strip() for y in results)
    except np.linalg.LinAlgError:
        result = "error"
    print(f"{element} {op}/{','.join(map(shape, inputs))} {'; '.join(map(text, inputs))} | {result}")


def around(x, axis, before, after, value):
    widths = [(0, 0)] * x.ndim
    widths[axis] = before, after
    return np.pad(x, widths, constant_values=value)


# Name, shapes of the inputs, function. The numbers in a name are those in our `::<…>`.
MOVES = [
    ("transpose", [(2, 3)], np.transpose),
    ("transpose", [(1, 4)], np.transpose),
    ("transpose", [(0, 2)], np.transpose),
    ("swap_axes_0_2", [(2, 3, 4)], lambda x: np.swapaxes(x, 0, 2)),
    ("permute_2_0_1", [(2, 3, 4)], lambda x: np.transpose(x, (2, 0, 1))),
    ("permute_1_3_0_2", [(2, 1, 3, 2)], lambda x: np.transpose(x, (1, 3, 0, 2))),
    ("concat_0", [(3,), (1,)], lambda a, b: np.concatenate([a, b])),
    ("concat_0", [(0,), (2,)], lambda a, b: np.concatenate([a, b])),
    ("concat_0", [(2, 3), (1, 3)], lambda a, b: np.concatenate([a, b], 0)),
    ("concat_1", [(3, 4), (3, 5)], lambda a, b: np.concatenate([a, b], 1)),
    ("concat_1", [(2, 1, 3), (2, 2, 3)], lambda a, b: np.concatenate([a, b], 1)),
    ("stack_0", [(3,), (3,)], lambda a, b: np.stack([a, b])),
    ("stack_1", [(3,), (3,)], lambda a, b: np.stack([a, b], 1)),
    ("stack_1", [(2, 3), (2, 3)], lambda a, b: np.stack([a, b], 1)),
    ("stack_2", [(2, 3), (2, 3)], lambda a, b: np.stack([a, b], 2)),
    ("split_0_2", [(5,)], lambda x: np.split(x, [2])),
    ("split_0_0", [(3,)], lambda x: np.split(x, [0])),
    ("split_1_1", [(2, 4)], lambda x: np.split(x, [1], 1)),
    ("chunks_0_3", [(6,)], lambda x: np.split(x, 3)),
    ("chunks_1_2", [(3, 4)], lambda x: np.split(x, 2, 1)),
    ("slice_0..2,..", [(3, 4)], lambda x: x[0:2, :]),
    ("slice_1..,..2", [(3, 4)], lambda x: x[1:, :2]),
    ("slice_..,1", [(3, 4)], lambda x: x[:, 1]),
    ("slice_2..2,..", [(3, 4)], lambda x: x[2:2, :]),
    ("slice_1,..,1..3", [(2, 3, 4)], lambda x: x[1, :, 1:3]),
    ("row_1", [(3, 4)], lambda x: x[1]),
    ("col_2", [(3, 4)], lambda x: x[:, 2]),
    ("at_1_3", [(3, 4)], lambda x: x[1, 3]),
    ("pad_0_1_2", [(3,)], lambda x: around(x, 0, 1, 2, 7)),
    ("pad_1_2_0", [(2, 3)], lambda x: around(x, 1, 2, 0, 7)),
    ("pad_0_0_0", [(2, 3)], lambda x: around(x, 0, 0, 0, 7)),
    ("repeat_0_3", [(2,)], lambda x: np.repeat(x, 3)),
    ("repeat_1_2", [(2, 3)], lambda x: np.repeat(x, 2, 1)),
    ("tile_0_3", [(2,)], lambda x: np.tile(x, 3)),
    ("tile_1_2", [(2, 3)], lambda x: np.tile(x, (1, 2))),
    ("broadcast_to", [(3,)], lambda x: np.broadcast_to(x, (2, 3))),
    ("broadcast_to", [(2, 1)], lambda x: np.broadcast_to(x, (2, 3))),
    ("broadcast_to", [(1, 1)], lambda x: np.broadcast_to(x, (2, 0))),
    ("reshape_3_2", [(2, 3)], lambda x: x.reshape(3, 2)),
    ("reshape_2_2_3", [(12,)], lambda x: x.reshape(2, 2, 3)),
    ("flatten", [(2, 3, 4)], np.ravel),
    ("flatten_from_1", [(2, 3, 4)], lambda x: x.reshape(2, 12)),
    ("unflatten_0_2_3", [(6, 2)], lambda x: x.reshape(2, 3, 2)),
    ("squeeze_1", [(3, 1)], lambda x: np.squeeze(x, 1)),
    ("unsqueeze_1", [(3,)], lambda x: np.expand_dims(x, 1)),
]
# Of numbers that are labels, out of 3 classes.
BY_LABELS = [
    ("gather", [(3, 2)], lambda x, labels: x[labels]),
    ("pick", [(4, 3)], lambda x, labels: x[np.arange(4), labels]),
]
PRODUCTS = [
    ("dot", [(3,), (3,)], np.dot),
    ("dot", [(1,), (1,)], np.dot),
    ("dot", [(0,), (0,)], np.dot),
    ("outer", [(3,), (2,)], np.outer),
    ("outer", [(1,), (1,)], np.outer),
    ("matvec", [(2, 3), (3,)], np.matmul),
    ("matvec", [(2, 0), (0,)], np.matmul),
    ("vecmat", [(3,), (3, 2)], np.matmul),
    ("matmul", [(2, 3), (3, 2)], np.matmul),
    ("matmul", [(1, 1), (1, 1)], np.matmul),
    ("matmul", [(3, 1), (1, 2)], np.matmul),
    ("matmul", [(2, 0), (0, 2)], np.matmul),
    ("matmul", [(2, 2, 3), (3, 2)], np.matmul),
    ("bmm", [(2, 2, 3), (2, 3, 2)], np.matmul),
    ("bmm", [(2, 1, 1, 2), (2, 1, 2, 1)], np.matmul),
]
CUMULATIVE = [
    ("cumsum_0", [(2, 3)], lambda x: np.cumsum(x, 0, x.dtype)),
    ("cumsum_1", [(2, 3)], lambda x: np.cumsum(x, 1, x.dtype)),
    ("cumsum_1", [(2, 1)], lambda x: np.cumsum(x, 1, x.dtype)),
    ("trace", [(2, 2)], lambda x: np.trace(x, dtype=x.dtype)),
    ("trace", [(1, 1)], lambda x: np.trace(x, dtype=x.dtype)),
    ("trace", [(0, 0)], lambda x: np.trace(x, dtype=x.dtype)),
]


def solve_spd(a, b):
    """By Cholesky factors, which read the lower half; exact if all is finite, as NumPy would take two more steps."""
    l = np.linalg.cholesky(a)
    if not a.size or not np.isfinite(a).all():
        return np.linalg.solve(l.T, np.linalg.solve(l, b))
    with mp.workdps(60):
        x = mp.inverse(mp.matrix((np.tril(a) + np.tril(a, -1).T).tolist())) * mp.matrix(b.tolist())
        return np.array([a.dtype.type(y) for y in x], a.dtype).reshape(b.shape)


def solve_or_nan(a, b):
    try:
        return np.linalg.solve(a, b)
    except np.linalg.LinAlgError:
        return np.full_like(b, np.nan)


OF_SQUARE = {
    "determinant": np.linalg.det, "inverse": np.linalg.inv, "cholesky": np.linalg.cholesky,
    "inverse_spd": lambda a: solve_spd(a, np.eye(len(a), dtype=a.dtype)),
}
OF_SQUARE_AND_SIDE = {"solve": np.linalg.solve, "solve_spd": solve_spd, "solve_or_nan": solve_or_nan}


def moves(element, points):
    for op, shapes, f in MOVES:
        rest, inputs = list(points), []
        for s in shapes:
            n = np.prod(s, dtype=int)
            inputs.append(np.array(rest[:n], points.dtype).reshape(s))
            rest = rest[n:]
        line(element, op, inputs, f)
    for op, [s], f in BY_LABELS:
        x = points[: np.prod(s)].reshape(s)
        for labels in [[0, 1, 2, 1], [2, 2, 2, 2], [1, 0, 0, 2]]:
            line(element, op, [x, np.array(labels, np.int32)], f)
    for labels in [[0, 1, 2, 1], [2, 2, 2, 2], [1], []]:
        line(element, "one_hot", [np.array(labels, np.int32)], lambda labels: np.eye(3, dtype=points.dtype)[labels])


def numbers(element, T, specials):
    # The sums of all of these are exact, so that the order of a sum does not matter.
    left = np.array([1, -2, 3, 0, 5, -1, 2, 4, -3, 1, -4, 2], T)
    right = np.array([2, 0, -1, 3, 1, -2, 4, 1, 0, -3, 2, 5], T)
    for op, shapes, f in PRODUCTS + CUMULATIVE:
        inputs = [v[: np.prod(s, dtype=int)].reshape(s) for v, s in zip([left, right], shapes)]
        line(element, op, inputs, f)
        for special in specials if inputs[0].size else []:
            first = inputs[0].copy()
            first.flat[0] = special
            line(element, op, [first, *inputs[1:]], f)
            line(element, op, [np.full_like(first, special), *map(np.ones_like, inputs[1:])], f)


def linear_algebra(element, T):
    nan, inf, tiny, big = T(np.nan), T(np.inf), np.finfo(T).smallest_subnormal, np.finfo(T).max
    ones = [[2], [-2], [0.0], [-0.0], [nan], [inf], [-inf], [tiny], [big]]
    twos = [
        [1, 0, 0, 1], [4, 2, 2, 10], [0, 2, 1, 1], [1, 2, 2, 4], [1, 2, 2, 1], [0, 0, 0, 0], [1, 3, 2, 6], [-1, 0, 0, -1],
        [0.1, 0.3, 0.2, 0.6], [4, nan, 2, 10], [4, 2, nan, 10], [nan, 0, 0, 1], [1, nan, 0, 1], [inf, 0, 0, 1],
        [1, inf, 0, 1], [1, 0, 0, inf], [-2, 1, 3, -0.0],
    ]
    for size, matrices in [(0, [[]]), (1, ones), (2, twos), (3, [[2, -1, 0, -1, 2, -1, 0, -1, 2], [0, 1, 2, 1, 0, 3, 4, -3, 8], [1, 1, 1, 1, 1, 1, 1, 1, 1]])]:
        for a in matrices:
            a = np.array(a, T).reshape(size, size)
            for op, f in OF_SQUARE.items():
                line(element, op, [a], f)
            b = np.arange(1, size + 1, dtype=T)
            columns = np.stack([b, b[::-1]], 1) if size else np.zeros((0, 2), T)
            for op, f in OF_SQUARE_AND_SIDE.items():
                line(element, op, [a, b], f)
                line(element, op, [a, columns], f)


if __name__ == "__main__":
    print(f"# NumPy {np.__version__}, by tests/numpy/shapes.py: element operation/shapes input | shape and result")
    for element, T in FLOATS.items():
        info = np.finfo(T)
        points = [np.nan, np.inf, -np.inf, -0.0, 0.0, info.smallest_subnormal, info.max, info.eps]
        moves(element, np.array(points + list(range(1, 25)), T))
        numbers(element, T, [np.nan, np.inf, -np.inf, -0.0, info.max, info.smallest_subnormal])
        linear_algebra(element, T)
    bounds = np.iinfo(np.int32)
    moves("i32", np.array([bounds.min, bounds.max, 0, *range(-1, -30, -1)], np.int32))
    numbers("i32", np.int32, [bounds.min, bounds.max])
