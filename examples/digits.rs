//! Trains a network on the 1,797 handwritten digits that the crate ships, in a second.
//!
//! `cargo run --release --example digits`
//!
//! Data: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine Learning Repository,
//! 1998, CC BY 4.0 (<https://doi.org/10.24432/C50P49>); pixels of 16 are stored as 15, see `data/README.md`.

use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use tapeless::prelude::*;

const BATCH: usize = 32;
const HIDDEN: usize = 64;
const EPOCHS: usize = 60;
/// Every pixel is shifted by up to this much whenever it is seen: no two epochs show the same images.
const NOISE: f32 = 0.4;

#[derive(Params)]
struct Mlp {
    w1: Matrix<f32, 64, HIDDEN>,
    b1: Vector<f32, HIDDEN>,
    w2: Matrix<f32, HIDDEN, 10>,
    b2: Vector<f32, 10>,
}

#[differentiable]
fn logits<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 64>) -> Matrix<f32, B, 10> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    h.matmul(&net.w2) + &net.b2
}

#[differentiable]
fn loss<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> f32 {
    logits(net, x).cross_entropy(y)
}

impl Mlp {
    fn tensors(&mut self) -> [&mut [f32]; 4] {
        [self.w1.as_mut_slice(), self.b1.as_mut_slice(), self.w2.as_mut_slice(), self.b2.as_mut_slice()]
    }

    /// Kaiming's uniform initialisation for layers followed by relu.
    fn init(&mut self, rng: &mut Xoshiro256PlusPlus) {
        let mut fill = |w: &mut [f32], inputs: f32| {
            let bound = (6.0 / inputs).sqrt();
            w.fill_with(|| rng.random_range(-bound..bound));
        };
        fill(self.w1.as_mut_slice(), 64.0);
        fill(self.w2.as_mut_slice(), HIDDEN as f32);
    }
}

/// Stochastic gradient descent with momentum.
fn step(net: &mut Mlp, velocity: &mut Mlp, grads: &mut Mlp, rate: f32) {
    for ((w, v), g) in net.tensors().into_iter().zip(velocity.tensors()).zip(grads.tensors()) {
        for ((w, v), g) in w.iter_mut().zip(v).zip(g) {
            *v = 0.9 * *v + *g;
            *w -= rate * *v;
        }
    }
}

static DIGITS: &[[u8; 33]] = include_bytes!("../data/digits.bin").as_chunks().0;

/// The digits of these rows as a batch of static size.
fn batch<const B: usize>(rows: &[usize; B]) -> (Matrix<f32, B, 64>, Labels<B, 10>) {
    let pixel = |i: usize| DIGITS[rows[i / 64]][i % 64 / 2] >> (i % 2 * 4) & 15;
    let x = Matrix::from_index(|i| pixel(i) as f32 / 15.0);
    let y = Labels::from_slice(&rows.map(|row| DIGITS[row][64 / 2])).expect("ten digits");
    (x, y)
}

fn accuracy(net: &Mlp, rows: &[usize]) -> f32 {
    let right = |&&row: &&usize| {
        let (x, y) = batch(&[row]);
        let scores = logits(net, &x);
        let best = (0..10).max_by(|&a, &b| scores.as_slice()[a].total_cmp(&scores.as_slice()[b]));
        best == Some(y.as_slice()[0] as usize)
    };
    rows.iter().filter(right).count() as f32 / rows.len() as f32
}

fn main() {
    static mut WORKSPACE: Workspace<loss<BATCH>> = Workspace::ZERO;
    // SAFETY: the only reference to it, in a function that runs once.
    let workspace = unsafe { &mut *&raw mut WORKSPACE };
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(1);
    let mut rows: Vec<usize> = (0..DIGITS.len()).collect();
    rows.shuffle(&mut rng);
    let (test, rest) = rows.split_at_mut(DIGITS.len() / 5);
    let (validation, train) = rest.split_at_mut(DIGITS.len() / 5);

    let (mut net, mut grads, mut velocity) = (Mlp::ZERO, Mlp::ZERO, Mlp::ZERO);
    net.init(&mut rng);
    for epoch in 0..EPOCHS {
        train.shuffle(&mut rng);
        let (batches, _) = train.as_chunks::<BATCH>();
        let rate = 0.1 * (1.0 - epoch as f32 / EPOCHS as f32);
        let mut total = 0.0;
        for rows in batches {
            let (mut x, y) = batch(rows);
            for pixel in x.as_mut_slice() {
                *pixel += rng.random_range(-NOISE..NOISE);
            }
            total += loss::value_and_grad(&net, &x, &y, workspace, &mut grads);
            step(&mut net, &mut velocity, &mut grads, rate);
        }
        if epoch % 10 == 9 {
            let mean = total / batches.len() as f32;
            println!("epoch {:3}  loss {mean:.4}  validation {:.4}", epoch + 1, accuracy(&net, validation));
        }
    }
    println!("workspace  {:6} bytes", Workspace::<loss<BATCH>>::BYTES);
    println!("train      {:.4}", accuracy(&net, train));
    println!("validation {:.4}", accuracy(&net, validation));
    println!("test       {:.4}", accuracy(&net, test));
}
