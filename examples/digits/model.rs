//! The network, one epoch of training, and how well it does. `tests/digits.rs` trains it too.

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use tapeless::data::{Batch, DIGITS, full_batches};
use tapeless::prelude::*;

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

/// The loss, and beside it the scores of the ten classes.
#[differentiable]
pub fn loss<const B: usize>(
    net: &Mlp,
    x: &Matrix<f32, B, 64>,
    y: &Labels<B, 10>,
) -> (f32, Matrix<f32, B, 10>) {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    (logits.cross_entropy(y), logits)
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

impl Trainer {
    pub const ZERO: Self =
        Trainer { net: Mlp::ZERO, gradient: Mlp::ZERO, velocity: Mlp::ZERO, workspace: Workspace::ZERO };

    /// Begins anew, with the random numbers of this seed.
    pub fn start(&mut self, seed: u64) -> Xoshiro256PlusPlus {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        (self.net, self.velocity) = (Mlp::ZERO, Mlp::ZERO);
        kaiming(&mut self.net.w1, &mut rng);
        kaiming(&mut self.net.w2, &mut rng);
        rng
    }

    /// Sees every row once, in batches; what is left over waits for the next epoch. `seen` is told of each batch.
    pub fn epoch(
        &mut self,
        rows: &mut [usize],
        rate: f32,
        rng: &mut Xoshiro256PlusPlus,
        mut seen: impl FnMut(&Batch<BATCH>),
    ) -> Score {
        rows.shuffle(rng);
        let mut score = Score::default();
        let batches = full_batches::<BATCH>(rows);
        let share = 1.0 / batches.len() as f32;
        for batch in batches {
            let (mut x, y) = images(&batch);
            for pixel in x.as_mut_slice() {
                *pixel += rng.random_range(-NOISE..NOISE);
            }
            let (l, logits) =
                loss::value_and_grad(&self.net, &x, &y, &mut self.workspace, &mut self.gradient);
            self.step(rate);
            score.loss += share * l;
            score.accuracy += share * hits(&logits, &y) as f32 / BATCH as f32;
            seen(&batch);
        }
        score
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
        best(self.score_of(row).1.as_slice())
    }

    /// On these rows, as they are.
    pub fn score(&self, rows: &[usize]) -> Score {
        let mut score = Score::default();
        for &row in rows {
            let (l, logits) = self.score_of(row);
            score.loss += l;
            score.accuracy += (best(logits.as_slice()) == DIGITS[row].label() as usize) as u8 as f32;
        }
        let share = 1.0 / rows.len() as f32;
        Score { loss: share * score.loss, accuracy: share * score.accuracy }
    }

    fn score_of(&self, row: usize) -> (f32, Matrix<f32, 1, 10>) {
        let (x, y) = images::<1>(&full_batches(&[row]).next().expect("one row is one batch"));
        loss(self, &x, &y)
    }
}

fn images<const B: usize>(batch: &Batch<B>) -> (Matrix<f32, B, 64>, Labels<B, 10>) {
    let mut x = Matrix::zeros();
    batch.read(&mut x, |row, pixels| pixels.copy_from_slice(&DIGITS[row].pixels()));
    (x, batch.labels(|row| DIGITS[row].label()).expect("digits are below 10"))
}

/// Kaiming's uniform initialisation, for a layer followed by relu.
fn kaiming<const I: usize, const O: usize>(w: &mut Matrix<f32, I, O>, rng: &mut Xoshiro256PlusPlus) {
    let bound = (6.0 / I as f32).sqrt();
    w.as_mut_slice().fill_with(|| rng.random_range(-bound..bound));
}

fn hits<const B: usize>(logits: &Matrix<f32, B, 10>, labels: &Labels<B, 10>) -> usize {
    let rows = logits.as_slice().chunks_exact(10).zip(labels.as_slice());
    rows.filter(|(scores, label)| best(scores) == **label as usize).count()
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).expect("ten scores")
}
