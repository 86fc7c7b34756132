//! Expressions: a value of a given shape out of the variables in sight.

use super::program::Writer;
use super::scope::Variable;
use super::shape::{Shape, with_one_more};

impl Writer<'_> {
    /// An operation (or a few) whose result, a value of its own, has the shape.
    pub fn expression(&mut self, shape: &[usize]) -> String {
        self.depth += 1;
        let text = self.operation(shape);
        self.depth -= 1;
        text
    }

    fn operation(&mut self, shape: &[usize]) -> String {
        if self.scope.find(shape, &mut self.random).is_none() {
            return self.of_other_shapes(shape);
        }
        match self.random.below(14) {
            0..=2 => self.chain(shape),
            3..=5 => self.arithmetic(shape),
            6 if !shape.is_empty() => self.broadcast(shape),
            7 => self.number(shape),
            8 => self.kink(shape),
            9 => self.call(shape),
            _ => self.of_other_shapes(shape),
        }
    }

    /// Something of the shape as an operand or an argument: a variable, or (seldom) an expression.
    pub fn operand(&mut self, shape: &[usize]) -> String {
        let nested = self.depth < 3 && self.random.one_in(4);
        match self.scope.find(shape, &mut self.random) {
            Some(variable) if !nested => variable.operand(),
            _ => {
                let text = self.expression(shape);
                if shape.is_empty() { format!("({text})") } else { format!("&({text})") }
            }
        }
    }

    /// Something of the shape before a dot.
    fn receiver(&mut self, shape: &[usize]) -> String {
        let nested = self.depth < 3 && self.random.one_in(4);
        match self.scope.find(shape, &mut self.random) {
            Some(variable) if !nested => variable.text,
            _ => format!("({})", self.expression(shape)),
        }
    }

    /// `h.tanh().sin()`
    fn chain(&mut self, shape: &[usize]) -> String {
        let receiver = self.receiver(shape);
        let bounded = ["tanh()", "sin()", "cos()", "sigmoid()"];
        let after = ["square()", "exp()", "softplus()", "gelu()", "powi(3)", "silu()"];
        let mut text = format!("{receiver}.{}", self.random.pick(&bounded));
        if self.random.one_in(2) {
            text = format!("{text}.{}", self.random.pick(&after));
        }
        text
    }

    /// `&a * &b`
    fn arithmetic(&mut self, shape: &[usize]) -> String {
        let left = self.operand(shape);
        match self.random.below(8) {
            0 => format!("-{}", if shape.is_empty() { left } else { format!("({left})") }),
            1 => format!("{left} / {}.tanh().exp()", self.receiver(shape)),
            n => format!("{left} {} {}", ["+", "-", "*"][n % 3], self.operand(shape)),
        }
    }

    /// `&m + &v`, `&v * s`
    fn broadcast(&mut self, shape: &[usize]) -> String {
        let left = self.operand(shape);
        let operator = self.random.pick(&["+", "-", "*"]);
        let right = &shape[1 + self.random.below(shape.len())..];
        match shape {
            [_, n] if self.random.one_in(3) => {
                let row = self.receiver(&[*n]);
                format!("{left} {operator} {row}.unsqueeze::<0>()")
            }
            [m, _] if self.random.one_in(3) => {
                let column = self.receiver(&[*m]);
                format!("{left} {operator} {column}.unsqueeze::<1>()")
            }
            [_, _] if self.random.one_in(3) => {
                let same = self.receiver(shape);
                let keep = self.random.pick(&["mean_keep", "sum_keep"]);
                format!("{left} {operator} {same}.{keep}::<{}>()", self.random.below(2))
            }
            _ => format!("{left} {operator} {}", self.operand(right)),
        }
    }

    /// Numbers beside values, where the element type is known.
    fn number(&mut self, shape: &[usize]) -> String {
        if self.generic {
            return self.chain(shape);
        }
        let value = self.operand(shape);
        let number = match self.scope.indices.last().cloned() {
            Some((index, _)) if self.random.one_in(2) => format!("({index} as f64 * 0.25 + 0.5)"),
            _ => self.random.pick(&["0.5", "1.5", "-0.75", "2.0"]).to_owned(),
        };
        match self.random.below(5) {
            0 => format!("{number} * {value}"),
            1 => format!("{number} - {value}"),
            2 => format!("{value} / {number}"),
            3 => format!("{value} + {number}"),
            _ => format!("{value} * {number}"),
        }
    }

    /// Functions with kinks, of inputs, which are never near one.
    fn kink(&mut self, shape: &[usize]) -> String {
        let Some(raw) = self.scope.among(|v| v.raw && v.shape == shape, &mut self.random) else {
            return self.chain(shape);
        };
        let raw = raw.text;
        match self.random.below(4) {
            0 => format!("{raw}.relu()"),
            1 => format!("{raw}.abs()"),
            2 if !shape.is_empty() && !self.generic => {
                format!("{raw}.gt(0.0).select({}, {})", self.operand(shape), self.operand(shape))
            }
            3 if !shape.is_empty() && !self.generic => format!("{raw}.maximum(0.0)"),
            _ => format!("{raw}.relu() * {}", self.operand(shape)),
        }
    }

    /// A call of another differentiable function.
    fn call(&mut self, shape: &[usize]) -> String {
        let fitting: Vec<_> =
            self.callable.iter().filter(|c| c.shape == shape && c.generic == self.generic).collect();
        if !fitting.is_empty() && self.calls == 0 && self.random.one_in(2) {
            let name = self.random.pick(&fitting).name.clone();
            self.calls += 1;
            let (x, s) = (self.operand(&[3, 2]), self.operand(&[]));
            return format!("{name}(net, {x}, {s}, {}, flag)", self.random.pick(&["k", "1", "2"]));
        }
        match shape {
            [3] => match self.random.below(3) {
                0 => format!("through(&net.layers, {})", self.operand(&[3])),
                1 => format!("net.layers[{}].forward({})", self.index(2), self.operand(&[3])),
                _ => format!("pair({}, {}).0", self.operand(&[3]), self.operand(&[])),
            },
            [] => {
                format!("energy(&net.layers[{}], {})", self.index(2), self.operand(&[3]))
            }
            &[b, 3] => {
                let (x, m, s) = (self.operand(&[b, 2]), self.operand(&[2, 3]), self.operand(&[]));
                format!("affine({x}, {m}, {s})")
            }
            _ => self.chain(shape),
        }
    }

    /// An index below `n`: of a loop, or a number.
    pub fn index(&mut self, n: usize) -> String {
        let loops: Vec<_> = self.scope.indices.iter().filter(|(_, turns)| *turns <= n).cloned().collect();
        if loops.is_empty() || self.random.one_in(4) {
            self.random.below(n).to_string()
        } else {
            self.random.pick(&loops).0
        }
    }

    /// Products, reductions, rows, joins: from values of other shapes.
    fn of_other_shapes(&mut self, shape: &[usize]) -> String {
        if self.depth > 2 {
            return self.of_inputs(shape);
        }
        match shape {
            [] => self.a_number(),
            &[n] => self.a_vector(n),
            &[m, n] => self.a_matrix(m, n),
            &[l, m, n] => match self.random.below(3) {
                0 => format!("{}.bmm({})", self.receiver(&[l, m, 2]), self.operand(&[l, 2, n])),
                1 => format!("{}.permute::<1, 2, 0>()", self.receiver(&[n, l, m])),
                _ => format!("{}.matmul({})", self.receiver(&[l, m, 3]), self.operand(&[3, n])),
            },
            _ => unreachable!("no shape is larger"),
        }
    }

    fn a_number(&mut self) -> String {
        let n = 2 + self.random.below(2);
        let any: Variable =
            self.scope.among(|v| !v.shape.is_empty(), &mut self.random).expect("inputs are tensors");
        match self.random.below(8) {
            0 => format!("{}.dot({})", self.receiver(&[n]), self.operand(&[n])),
            1 => format!("{}.logsumexp()", any.text),
            2 => format!("{}.norm_l2()", any.text),
            3 => format!("{}.trace()", self.receiver(&[n, n])),
            4 => {
                let i = self.index(n);
                format!("{}.at({i})", self.receiver(&[n]))
            }
            5 => format!("{}.mse({})", any.text, self.operand(&any.shape)),
            6 => format!("{}.mean()", any.text),
            _ => format!("{}.sum()", any.text),
        }
    }

    fn a_vector(&mut self, n: usize) -> String {
        let other = 2 + self.random.below(2);
        match self.random.below(9) {
            0 => format!("{}.matvec({})", self.receiver(&[n, other]), self.operand(&[other])),
            1 => format!("{}.vecmat({})", self.receiver(&[other]), self.operand(&[other, n])),
            2 => {
                let i = self.index(other);
                format!("{}.row({i})", self.receiver(&[other, n]))
            }
            3 => {
                let i = self.index(other);
                format!("{}.col({i})", self.receiver(&[n, other]))
            }
            4 => format!("{}.softmax()", self.receiver(&[n])),
            5 => format!("{}.cumsum::<0>()", self.receiver(&[n])),
            6 => {
                let (a, b) = (self.receiver(&[n]), self.operand(&[n]));
                format!("{a}.concat::<0>({b}).slice(s![1..{}])", n + 1)
            }
            _ => self.reduce(&[n]),
        }
    }

    fn a_matrix(&mut self, m: usize, n: usize) -> String {
        let other = 2 + self.random.below(2);
        match self.random.below(10) {
            0 | 1 => format!("{}.matmul({})", self.receiver(&[m, other]), self.operand(&[other, n])),
            2 => format!("{}.t()", self.receiver(&[n, m])),
            3 => format!("{}.outer({})", self.receiver(&[m]), self.operand(&[n])),
            4 if m == 2 => format!("{}.stack::<0>({})", self.receiver(&[n]), self.operand(&[n])),
            4 if n == 2 => format!("{}.stack::<1>({})", self.receiver(&[m]), self.operand(&[m])),
            5 if m == 2 => format!("{}.slice(s![1.., ..])", self.receiver(&[3, n])),
            5 => format!("{}.slice(s![.., ..{n}])", self.receiver(&[m, 3])),
            6 => format!("{}.reshape::<shape![{m}, {n}]>()", self.receiver(&[n, m])),
            7 => format!("{}.broadcast_to::<shape![{m}, {n}]>()", self.receiver(&[n])),
            8 => format!("{}.softmax_axis::<{}>()", self.receiver(&[m, n]), self.random.below(2)),
            _ => self.reduce(&[m, n]),
        }
    }

    /// A reduction along an axis.
    fn reduce(&mut self, shape: &[usize]) -> String {
        let (larger, axis) = self.random.pick(&with_one_more(shape));
        let reduction = self.random.pick(&["sum_axis", "mean_axis", "logsumexp_axis"]);
        format!("{}.{reduction}::<{axis}>()", self.receiver(&larger))
    }

    /// From what is always in sight, where everything else would go too deep.
    fn of_inputs(&mut self, shape: &[usize]) -> String {
        let lengths: Vec<_> = shape.iter().map(usize::to_string).collect();
        let vector = if shape.last() == Some(&2) { "net.v" } else { "net.layers[1].b" };
        match shape {
            [] => format!("{vector}.mean()"),
            [_] => format!("{vector}.tanh()"),
            _ => format!("{vector}.broadcast_to::<shape![{}]>()", lengths.join(", ")),
        }
    }
}

/// All shapes that variables have.
pub fn shapes() -> Vec<Shape> {
    vec![
        vec![],
        vec![],
        vec![2],
        vec![3],
        vec![3],
        vec![2, 3],
        vec![3, 2],
        vec![3, 3],
        vec![2, 2],
        vec![2, 3, 2],
    ]
}
