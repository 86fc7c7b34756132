//! Learning handwritten digits, one at a time: every fifth is kept for the test.

use tapeless::data::{DIGITS, Digit};
use tapeless::prelude::*;

#[derive(Params)]
pub struct Net {
    pub w1: Matrix<f32, 64, 24>,
    pub b1: Vector<f32, 24>,
    pub w2: Matrix<f32, 24, 10>,
    pub b2: Vector<f32, 10>,
}

#[differentiable(inference)]
pub fn logits(net: &Net, x: &Matrix<f32, 1, 64>) -> Matrix<f32, 1, 10> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    h.matmul(&net.w2) + &net.b2
}

#[differentiable]
pub fn loss(net: &Net, x: &Matrix<f32, 1, 64>, label: &Labels<1, 10>) -> f32 {
    logits(net, x).cross_entropy(label)
}

impl Net {
    #[inline(never)]
    pub fn learn(&mut self, digit: &Digit, rate: f32, ws: &mut Workspace<loss>, grad: &mut Net) {
        let Ok(label) = Labels::from_slice(&[digit.label()]) else { return };
        loss::grad(self, &[digit.pixels()].into(), &label, ws, grad);
        descend(&mut self.w1, &grad.w1, rate);
        descend(&mut self.b1, &grad.b1, rate);
        descend(&mut self.w2, &grad.w2, rate);
        descend(&mut self.b2, &grad.b2, rate);
    }

    #[inline(never)]
    pub fn classify(&self, digit: &Digit) -> u8 {
        class_of(logits(self, &[digit.pixels()].into()).as_slice())
    }
}

/// Plain gradient descent.
pub fn descend<S: Shape>(parameter: &mut Tensor<f32, S>, gradient: &Tensor<f32, S>, rate: f32) {
    for (p, g) in parameter.as_mut_slice().iter_mut().zip(gradient.as_slice()) {
        *p -= rate * g;
    }
}

/// The class whose logit is the largest.
pub fn class_of(logits: &[f32]) -> u8 {
    let (mut best, mut class) = (f32::NEG_INFINITY, 0);
    for (&logit, i) in logits.iter().zip(0..) {
        if logit > best {
            (best, class) = (logit, i);
        }
    }
    class
}

/// What is kept from the training.
fn test() -> impl Iterator<Item = &'static Digit> {
    DIGITS.iter().step_by(5)
}

/// All other digits, in another order each epoch, which takes no memory.
pub fn training(epoch: usize) -> impl Iterator<Item = &'static Digit> {
    // Multiples of a prime pass through all numbers below one that it does not divide.
    const PRIMES: [usize; 4] = [7, 211, 389, 523];
    let (n, stride) = (DIGITS.len(), PRIMES[epoch % PRIMES.len()]);
    (0..n).map(move |i| i * stride % n).filter(|at| at % 5 != 0).map(|at| &DIGITS[at])
}

pub const EPOCHS: usize = 8;

/// The learning rate of an epoch.
pub fn rate(epoch: usize) -> f32 {
    if epoch < EPOCHS / 2 { 0.05 } else { 0.025 }
}

/// Right answers in 1,000 on what was kept from the training.
pub fn permille(mut classify: impl FnMut(&Digit) -> u8) -> u32 {
    let right = test().filter(|digit| classify(digit) == digit.label()).count();
    (1000 * right / DIGITS.len().div_ceil(5)) as u32
}
