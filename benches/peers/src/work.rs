//! What is measured: the table of workloads.

use std::fmt;

/// The step of gradient descent, in every training workload.
pub const RATE: f32 = 0.05;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Work {
    /// Dense layers with biases, an activation between them, none after the last.
    Mlp { sizes: &'static [usize], batch: usize, activation: Activation, task: Task },
    /// hₜ = tanh(xₜ·Wx + hₜ₋₁·Wh + b) from h = 0; a step on the mean squared error of the last state.
    Rnn { inputs: usize, hidden: usize, steps: usize, batch: usize },
    /// C = A·B, m×k times k×n, where one of the two may lie transposed in memory.
    Product { m: usize, k: usize, n: usize, form: Form },
    /// Σ tanh(x·a + b) with numbers a and b.
    TanhSum { n: usize },
    /// softmax of each row.
    Softmax { rows: usize, cols: usize },
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    Tanh,
    Relu,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Task {
    /// One step of gradient descent on the mean squared error over all outputs, the loss computed.
    SquaredError,
    /// One step of gradient descent on the mean cross-entropy of the softmax, the loss computed.
    CrossEntropy,
    /// The outputs alone.
    Inference,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    AB,
    /// A lies in memory as k×m.
    AtB,
    /// B lies in memory as n×k.
    ABt,
}

pub struct Workload {
    pub name: &'static str,
    pub work: Work,
}

use Activation::{Relu, Tanh};
use Form::{AB, ABt, AtB};
use Task::{CrossEntropy, Inference, SquaredError};

const fn mlp(
    name: &'static str,
    sizes: &'static [usize],
    batch: usize,
    activation: Activation,
    task: Task,
) -> Workload {
    Workload { name, work: Work::Mlp { sizes, batch, activation, task } }
}

const fn product(name: &'static str, m: usize, k: usize, n: usize, form: Form) -> Workload {
    Workload { name, work: Work::Product { m, k, n, form } }
}

const fn rnn(name: &'static str, batch: usize) -> Workload {
    Workload { name, work: Work::Rnn { inputs: 16, hidden: 32, steps: 20, batch } }
}

pub const ALL: &[Workload] = &[
    mlp("W1: MLP 2-8-1 tanh, squared error, batch 4, step", &[2, 8, 1], 4, Tanh, SquaredError),
    mlp("W2: MLP 8-64-64-4 relu, squared error, batch 1, step", &[8, 64, 64, 4], 1, Relu, SquaredError),
    mlp("W2, batch 32, step", &[8, 64, 64, 4], 32, Relu, SquaredError),
    mlp("W2, batch 1, inference", &[8, 64, 64, 4], 1, Relu, Inference),
    mlp("W3: MLP 784-256-10 relu, cross-entropy, batch 256, step", &[784, 256, 10], 256, Relu, CrossEntropy),
    mlp("W4: softmax regression 784-10, batch 256, step", &[784, 10], 256, Relu, CrossEntropy),
    rnn("W7: tanh RNN 16→32, 20 steps, squared error, batch 1, step", 1),
    rnn("W7, batch 16, step", 16),
    product("product 8³", 8, 8, 8, AB),
    product("product 16³", 16, 16, 16, AB),
    product("product 32³", 32, 32, 32, AB),
    product("product 64³", 64, 64, 64, AB),
    product("product 128³", 128, 128, 128, AB),
    product("product 256³", 256, 256, 256, AB),
    product("product 512³", 512, 512, 512, AB),
    product("product 1×64×64", 1, 64, 64, AB),
    product("product 256×256×10", 256, 256, 10, AB),
    product("product 256×784×256", 256, 784, 256, AB),
    product("product 256×784×256, Aᵀ·B", 256, 784, 256, AtB),
    product("product 256×784×256, A·Bᵀ", 256, 784, 256, ABt),
    Workload { name: "Σ tanh(x·a + b), 10⁵ elements", work: Work::TanhSum { n: 100_000 } },
    Workload { name: "softmax over rows, 256×1000", work: Work::Softmax { rows: 256, cols: 1000 } },
];

impl Work {
    /// How many floating-point operations its matrix products take: two for each multiply-add. The rest of it is not
    /// counted, and what has no product has none.
    pub fn flops(&self) -> Option<f64> {
        let multiply_adds = match *self {
            Work::Mlp { sizes, batch, task, .. } => {
                let layers = sizes.windows(2).map(|l| batch * l[0] * l[1]);
                match task {
                    Task::Inference => layers.sum(),
                    // Forward, and backward to the weights and, but for the first layer, to the inputs.
                    _ => 3 * layers.sum::<usize>() - batch * sizes[0] * sizes[1],
                }
            }
            Work::Rnn { inputs, hidden, steps, batch } => {
                // The first state is zero, and nothing goes back to it.
                batch * hidden * (2 * steps * inputs + (3 * steps - 3) * hidden)
            }
            Work::Product { m, k, n, .. } => m * k * n,
            Work::TanhSum { .. } | Work::Softmax { .. } => return None,
        };
        Some(2.0 * multiply_adds as f64)
    }

    /// How far a result may lie from the reference, relative to 1 + its magnitude.
    pub fn tolerance(&self) -> f32 {
        match *self {
            // 10⁵ terms, added one after the other in f32 by some.
            Work::TanhSum { .. } => 1e-4,
            // k terms of either sign: partial sums of √k, rounded k times.
            Work::Product { k, .. } => 1e-7 * k.max(100) as f32,
            _ => 1e-5,
        }
    }
}

/// One line of words, as other languages read it.
impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Work::Mlp { sizes, batch, activation, task } => {
                let sizes: Vec<_> = sizes.iter().map(usize::to_string).collect();
                write!(f, "mlp {} {batch} {activation:?} {task:?}", sizes.join("-"))
            }
            Work::Rnn { inputs, hidden, steps, batch } => write!(f, "rnn {inputs} {hidden} {steps} {batch}"),
            Work::Product { m, k, n, form } => write!(f, "product {m} {k} {n} {form:?}"),
            Work::TanhSum { n } => write!(f, "tanhsum {n}"),
            Work::Softmax { rows, cols } => write!(f, "softmax {rows} {cols}"),
        }
    }
}
