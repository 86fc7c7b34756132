//! The network, one epoch of training, and how well it does. `tests/digits.rs` trains it too.

use tapeless::data::{Batch, DIGITS, full_batches};
use tapeless::init::{Fan, kaiming_uniform};
use tapeless::nn::Linear;
use tapeless::prelude::*;
use tapeless::random::{Rng, shuffle};

pub const BATCH: usize = 32;
/// Every pixel is shifted by up to this much whenever it is seen: no two epochs show the same images.
const NOISE: f32 = 0.4;

network! {
    /// From 8 × 8 pixels to a score for each of the ten digits.
    pub struct Mlp;
    pub fn forward<const B: usize>(x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
        hidden: Linear<64>,
        .relu(),
        output: Linear<10>,
    }
}

/// The loss, and beside it the share of right answers.
#[differentiable]
pub fn loss<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> (f32, f32) {
    let scores = net.forward(x);
    (scores.cross_entropy(y), scores.accuracy(y))
}

/// All that training needs, in one place of known size.
pub struct Trainer {
    pub net: Mlp,
    pub gradient: Mlp,
    pub optimizer: Momentum<Mlp>,
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
    /// Before anything is known, for a `static` or a local.
    pub const NEW: Self = Trainer {
        net: Mlp::ZERO,
        gradient: Mlp::ZERO,
        optimizer: Momentum::new(0.1, 0.9),
        workspace: Workspace::ZERO,
    };

    /// Begins anew, with random weights.
    pub fn start(&mut self, rng: &mut impl Rng) {
        kaiming_uniform(&mut self.net, Fan::In, rng);
        self.optimizer.reset();
    }

    /// Sees every row once, in batches; what is left over waits for the next epoch. `seen` is told of each batch.
    pub fn epoch(
        &mut self,
        rows: &mut [usize],
        rng: &mut impl Rng,
        mut seen: impl FnMut(&Batch<BATCH>),
    ) -> Score {
        shuffle(rows, rng);
        Score::mean(full_batches(rows).map(|batch| {
            let (x, y) = images(&batch);
            let x = x + Matrix::uniform(-NOISE, NOISE, rng);
            let score = loss::value_and_grad(&self.net, &x, &y, &mut self.workspace, &mut self.gradient);
            self.optimizer.step(&mut self.net, &self.gradient);
            seen(&batch);
            score
        }))
    }
}

impl Mlp {
    /// The class of the highest score.
    pub fn classify(&self, row: usize) -> usize {
        self.forward(&image(row).0).argmax()
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
