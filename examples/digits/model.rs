//! The network, one epoch of training, and how well it does. `tests/digits.rs` trains it too.

use tapeless::data::{Batch, DIGITS, full_batches};
use tapeless::prelude::*;
use tapeless::random::{Rng, shuffle};

pub const BATCH: usize = 32;
pub const HIDDEN: usize = 64;
/// Every pixel is shifted by up to this much whenever it is seen: no two epochs show the same images.
const NOISE: f32 = 0.4;
const MOMENTUM: f32 = 0.9;

#[derive(Params)]
pub struct Mlp {
    w1: Matrix<f32, 64, HIDDEN>,
    b1: Vector<f32, HIDDEN>,
    w2: Matrix<f32, HIDDEN, 10>,
    b2: Vector<f32, 10>,
}

/// A score for each of the ten classes.
#[differentiable]
pub fn logits<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    h.matmul(&net.w2) + &net.b2
}

/// The loss, and beside it the share of right answers.
#[differentiable]
pub fn loss<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> (f32, f32) {
    let logits = logits(net, x);
    (logits.cross_entropy(y), logits.accuracy(y))
}

/// All that training needs, in one place of known size.
pub struct Trainer {
    pub net: Mlp,
    pub gradient: Mlp,
    pub velocity: Mlp,
    pub workspace: Workspace<loss<BATCH>>,
}

/// Mean loss and share of right answers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    pub loss: f32,
    pub accuracy: f32,
}

impl Score {
    fn mean(scores: impl ExactSizeIterator<Item = (f32, f32)>) -> Self {
        let count = scores.len() as f32;
        let (loss, accuracy) = scores.fold((0.0, 0.0), |sum, score| (sum.0 + score.0, sum.1 + score.1));
        Score { loss: loss / count, accuracy: accuracy / count }
    }
}

impl Trainer {
    pub const ZERO: Self =
        Trainer { net: Mlp::ZERO, gradient: Mlp::ZERO, velocity: Mlp::ZERO, workspace: Workspace::ZERO };

    /// Begins anew, with Kaiming's uniform initialisation for layers followed by relu.
    pub fn start(&mut self, rng: &mut impl Rng) {
        self.net = Mlp::ZERO;
        self.velocity = Mlp::ZERO;
        let bound = |inputs: usize| (6.0 / inputs as f32).sqrt();
        self.net.w1.fill_uniform(-bound(64), bound(64), rng);
        self.net.w2.fill_uniform(-bound(HIDDEN), bound(HIDDEN), rng);
    }

    /// Sees every row once, in batches; what is left over waits for the next epoch. `seen` is told of each batch.
    pub fn epoch(
        &mut self,
        rows: &mut [usize],
        rate: f32,
        rng: &mut impl Rng,
        mut seen: impl FnMut(&Batch<BATCH>),
    ) -> Score {
        shuffle(rows, rng);
        Score::mean(full_batches(rows).map(|batch| {
            let (x, y) = images(&batch);
            let x = x + Matrix::uniform(-NOISE, NOISE, rng);
            let score = loss::value_and_grad(&self.net, &x, &y, &mut self.workspace, &mut self.gradient);
            self.step(rate);
            seen(&batch);
            score
        }))
    }

    /// v ← momentum · v + g,  w ← w − rate · v
    fn step(&mut self, rate: f32) {
        let parameters =
            self.net.slices().into_iter().zip(self.velocity.slices()).zip(self.gradient.slices());
        for ((w, v), g) in parameters {
            for ((w, v), g) in w.iter_mut().zip(v).zip(g) {
                *v = MOMENTUM * *v + *g;
                *w -= rate * *v;
            }
        }
    }
}

impl Mlp {
    fn slices(&mut self) -> [&mut [f32]; 4] {
        [self.w1.as_mut_slice(), self.b1.as_mut_slice(), self.w2.as_mut_slice(), self.b2.as_mut_slice()]
    }

    /// The class of the highest score.
    pub fn classify(&self, row: usize) -> usize {
        logits(self, &image(row).0).argmax()
    }

    /// On these rows, as they are.
    pub fn score(&self, rows: &[usize]) -> Score {
        Score::mean(rows.iter().map(|&row| {
            let (x, y) = image(row);
            loss(self, &x, &y)
        }))
    }
}

fn image(row: usize) -> (Matrix<f32, 1, 64>, Labels<1, 10>) {
    images(&full_batches(&[row]).next().expect("one row is one batch of one"))
}

fn images<const B: usize>(batch: &Batch<B>) -> (Matrix<f32, B, 64>, Labels<B, 10>) {
    let mut x = Matrix::zeros();
    batch.read(&mut x, |row, pixels| pixels.copy_from_slice(&DIGITS[row].pixels()));
    (x, batch.labels(|row| DIGITS[row].label()).expect("digits are below 10"))
}
