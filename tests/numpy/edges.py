"""What NumPy gives at the edges: NaN, infinities, signed zeros, subnormals, ties, overflow, nothing at all.

    pip install numpy==2.4.6 mpmath==1.4.1
    python3 tests/numpy/edges.py > tests/numpy/edges.txt

A line of the table is `element operation input | result`. An elementwise operation has a result for each number of its
input, or for each number after `;` together with the one before. An operation on all of its input has a `/` in its name:
`sum/all`, `sum/axis_0/2×4`. What NumPy refuses is the result `error`. Operations that NumPy lacks are the formula
that a user of NumPy would write, calculated by mpmath with 60 digits and rounded once, where its operands are finite.
`tests/numpy.rs` compares each line.
"""
import warnings

import mpmath as mp
import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
FLOATS = {"f32": np.float32, "f64": np.float64}


def text(x):
    def one(v):
        return str(v).lower() if v.dtype == bool else str(v).removesuffix(".0")

    return " ".join(map(one, np.asarray(x).ravel()))


def line(element, op, inputs, f):
    try:
        result = text(f(*inputs))
    except ValueError:
        result = "error"
    print(f"{element} {op} {'; '.join(map(text, inputs))} | {result}")


def exact(formula, f):
    """`formula` where `f` of an element has no number, else that number, rounded once."""

    def rounded(x):
        with mp.workdps(60):
            return x.dtype.type(f(mp.mpf(float(x))))

    def values(x):
        return np.array([rounded(a) if np.isfinite(a) and a != 0 else formula(a) for a in x], x.dtype)

    return values


def exact_lane(formula, f):
    """The same of all elements together."""

    def values(x):
        if not x.size or not np.isfinite(x).all():
            return formula(x)
        with mp.workdps(60):
            return np.array([x.dtype.type(y) for y in f([mp.mpf(float(a)) for a in x])], x.dtype)

    return values


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def log_softmax(x):
    return (x - x.max()) - np.log(np.exp(x - x.max()).sum())


def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def gelu_tanh(x):
    return x * sigmoid(2 * mp.sqrt(2 / mp.pi) * (x + mp.mpf("0.044715") * x**3))


UNARY = {
    "abs": np.abs, "neg": np.negative, "sign": np.sign, "square": np.square, "recip": np.reciprocal, "sqrt": np.sqrt,
    "floor": np.floor, "ceil": np.ceil, "round": np.round, "exp": np.exp, "expm1": np.expm1, "ln": np.log,
    "log1p": np.log1p, "sin": np.sin, "cos": np.cos, "tan": np.tan, "tanh": np.tanh,
    "sigmoid": exact(lambda x: 1 / (1 + np.exp(-x)), sigmoid),
    "relu": lambda x: np.maximum(x, x.dtype.type(0)),
    "gelu": exact(lambda x: x * (1 + np.sign(x)) / 2, lambda x: x * mp.ncdf(max(x, -1000))),
    "gelu_tanh": exact(lambda x: x * (1 + np.tanh(x)) / 2, gelu_tanh),
    "silu": exact(lambda x: x / (1 + np.exp(-x)), lambda x: x * sigmoid(x)),
    "softplus": exact(lambda x: np.logaddexp(x, x.dtype.type(0)), lambda x: mp.log1p(mp.exp(x))),
    "clamp": lambda x: np.clip(x, x.dtype.type(-1), x.dtype.type(2)),
    "clamp_crossed": lambda x: np.clip(x, x.dtype.type(2), x.dtype.type(-1)),
    "clamp_nan_below": lambda x: np.clip(x, x.dtype.type(np.nan), x.dtype.type(1)),
    "clamp_nan_above": lambda x: np.clip(x, x.dtype.type(-1), x.dtype.type(np.nan)),
    "powi_0": lambda x: np.power(x, 0), "powi_2": lambda x: np.power(x, 2), "powi_3": lambda x: np.power(x, 3),
    "powi_-1": lambda x: np.power(x, x.dtype.type(-1)), "powi_-3": lambda x: np.power(x, x.dtype.type(-3)),
    "to_bool": lambda x: x.astype(bool), "to_i32": lambda x: x.astype(np.int32),
}
BINARY = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "pow": np.power,
    "maximum": np.maximum, "minimum": np.minimum,
    "lt": np.less, "le": np.less_equal, "gt": np.greater, "ge": np.greater_equal, "eq": np.equal, "ne": np.not_equal,
    "leaky_relu": lambda x, a: np.where(x > 0, x, a * x),
    "elu": lambda x, a: np.where(x > 0, x, a * np.expm1(x)),
    "select": lambda a, b: np.where(a > 0, a, b),
}
REDUCTIONS = {
    "sum": np.sum, "prod": np.prod, "mean": np.mean, "max": np.max, "min": np.min,
    "argmax": np.argmax, "argmin": np.argmin, "var": np.var, "std": np.std,
    "var_unbiased": lambda x, **k: np.var(x, ddof=1, **k), "std_unbiased": lambda x, **k: np.std(x, ddof=1, **k),
    "logsumexp": np.logaddexp.reduce,
    "norm_l1": lambda x, **k: np.abs(x).sum(**k),
    "norm_l2": lambda x, **k: np.sqrt(np.square(x).sum(**k)),
    "norm_max": lambda x, **k: np.abs(x).max(**k),
}
# Of a vector alone.
OF_VECTORS = {
    "norm_lp": lambda x: np.linalg.norm(x, 3),
    "norm_frobenius": lambda x: np.linalg.norm(x.reshape(1, -1)),
    "cumsum": np.cumsum,
    "softmax": exact_lane(softmax, lambda x: [mp.exp(a - max(x)) / mp.fsum(mp.exp(b - max(x)) for b in x) for a in x]),
    "log_softmax": exact_lane(log_softmax, lambda x: [(a - max(x)) - mp.log(mp.fsum(mp.exp(b - max(x)) for b in x)) for a in x]),
   
    "count_true": lambda x: np.count_nonzero(x > 0), "any": lambda x: np.any(x > 0), "all": lambda x: np.all(x > 0),
}


def floats(element, T):
    info = np.finfo(T)
    nan, inf, tiny, big = T(np.nan), T(np.inf), info.smallest_subnormal, info.max
    points = [nan, inf, -inf, 0.0, -0.0, tiny, -tiny, info.smallest_normal / 2, info.smallest_normal, info.eps, 0.5, -0.5, 1, -1]
    points += [1.5, -1.5, 2, 2.5, -2.5, 3, -3, -5, 5, -10, 20, -20, 100, -100, 1000, -1000, 2**24 - 1, big, -big]
    for op, f in UNARY.items():
        line(element, op, [np.array(points, T)], f)
    points = [nan, inf, -inf, 0.0, -0.0, tiny, 0.5, -0.5, 1, -1, 3, -2, big]
    for op, f in BINARY.items():
        for a in points:
            line(element, op, [np.array([a], T), np.array(points, T)], f)
    vectors = [
        [1, 2, 3, 4], [1, 3, 3, 2], [-1, -3, -3, -2], [5, 5, 5, 5], [0, 0, 0, 0], [0.0, -0.0, 0.0, -0.0], [-0.0] * 4,
        [nan, 1, 2, 3], [1, nan, 3, nan], [inf, 1, 2, 3], [-inf, 1, 2, 3], [inf, -inf, 0, 1], [inf] * 4, [-inf] * 4,
        [0, inf, 1, 1], [nan, inf, -inf, 0], [tiny] * 4, [big] * 4, [big, -big, 1, big], [1000, -1000, 1000, 0],
        [5], [-5], [0.0], [-0.0], [nan], [inf], [-inf], [tiny], [big], [],
    ]
    for op, f in (REDUCTIONS | OF_VECTORS).items():
        for x in vectors:
            line(element, f"{op}/all", [np.array(x, T)], f)
    matrix = np.array([[nan, 1, -inf, 0.0], [2, 1, inf, -0.0]], T)
    for op, f in REDUCTIONS.items():
        line(element, f"{op}/axis_0/2×4", [matrix], lambda x: f(x, axis=0))
        line(element, f"{op}/axis_1/2×4", [matrix], lambda x: f(x, axis=1))
        line(element, f"{op}/keep_1/2×4", [matrix], lambda x: f(x, axis=1, keepdims=True))
        line(element, f"{op}/axis_0/0×2", [np.zeros((0, 2), T)], lambda x: f(x, axis=0))
        line(element, f"{op}/axis_1/0×2", [np.zeros((0, 2), T)], lambda x: f(x, axis=1))
        line(element, f"{op}/axis_1/2×0", [np.zeros((2, 0), T)], lambda x: f(x, axis=1))


def integers(element, T):
    points = [np.iinfo(T).min, -7, -1, 0, 1, 2, 7, np.iinfo(T).max]
    for op in ["abs", "neg", "sign", "square", "to_bool"]:
        line(element, op, [np.array(points, T)], UNARY[op])
    integral = BINARY | {"div": np.floor_divide}
    for op in ["add", "sub", "mul", "div", "maximum", "minimum", "lt", "le", "gt", "ge", "eq", "ne"]:
        for a in points:
            line(element, op, [np.array([a], T), np.array(points, T)], integral[op])
    vectors = [[1, 3, 3, 2], [-1, -3, -3, -2], [points[-1]] * 4, [points[0]] * 4, [points[0], 0, 0, points[-1]], [5], []]
    integral = {"sum": lambda x: np.sum(x, dtype=T), "prod": lambda x: np.prod(x, dtype=T), "cumsum": lambda x: np.cumsum(x, dtype=T)}
    for op in ["sum", "prod", "max", "min", "argmax", "argmin", "cumsum"]:
        for x in vectors:
            line(element, f"{op}/all", [np.array(x, T)], integral.get(op) or REDUCTIONS[op])


if __name__ == "__main__":
    print(f"# NumPy {np.__version__}, by tests/numpy/edges.py: element operation input | result")
    for element, T in FLOATS.items():
        floats(element, T)
    integers("i32", np.int32)
