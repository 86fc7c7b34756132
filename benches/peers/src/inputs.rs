//! The inputs of a workload, the same for everybody.

use crate::work::{Form, Task, Work};

/// Arrays in row-major order. Of which, in which order:
///
/// | work | arrays |
/// |---|---|
/// | `Mlp` | x (batch×in), y (batch×out, or the class of each row, or nothing), then w (in×out) and b of each layer |
/// | `Rnn` | x (steps×batch×in), y (batch×hidden), wx (in×hidden), wh (hidden×hidden), b |
/// | `Product` | a, b, as they lie in memory |
/// | `TanhSum` | x, a, b |
/// | `Softmax` | x |
///
/// What a workload results in is as plain: a step gives the loss and then all parameters, the rest gives its numbers.
pub type Arrays = Vec<Vec<f32>>;

pub fn inputs(work: &Work) -> Arrays {
    let mut numbers = Numbers(0);
    match *work {
        Work::Mlp { sizes, batch, task, .. } => {
            let classes = sizes[sizes.len() - 1];
            let mut arrays = vec![numbers.uniform(batch * sizes[0], 1.0)];
            arrays.push(match task {
                Task::SquaredError => numbers.uniform(batch * classes, 1.0),
                Task::CrossEntropy => {
                    numbers.uniform(batch, 0.5).iter().map(|u| ((u + 0.5) * classes as f32).floor()).collect()
                }
                Task::Inference => vec![],
            });
            for layer in sizes.windows(2) {
                let bound = (layer[0] as f32).sqrt().recip();
                arrays.push(numbers.uniform(layer[0] * layer[1], bound));
                arrays.push(numbers.uniform(layer[1], bound));
            }
            arrays
        }
        Work::Rnn { inputs, hidden, steps, batch } => {
            let bound = (hidden as f32).sqrt().recip();
            vec![
                numbers.uniform(steps * batch * inputs, 1.0),
                numbers.uniform(batch * hidden, 1.0),
                numbers.uniform(inputs * hidden, bound),
                numbers.uniform(hidden * hidden, bound),
                numbers.uniform(hidden, bound),
            ]
        }
        Work::Product { m, k, n, form: Form::AB | Form::AtB | Form::ABt } => {
            vec![numbers.uniform(m * k, 1.0), numbers.uniform(k * n, 1.0)]
        }
        Work::TanhSum { n } => vec![numbers.uniform(n, 2.0), vec![1.5], vec![0.25]],
        Work::Softmax { rows, cols } => vec![numbers.uniform(rows * cols, 4.0)],
    }
}

/// Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators* (2014): SplitMix64.
struct Numbers(u64);

impl Numbers {
    fn uniform(&mut self, count: usize, bound: f32) -> Vec<f32> {
        (0..count).map(|_| (self.next() * 2.0 - 1.0) * bound).collect()
    }

    /// In 0..1.
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
    }
}
