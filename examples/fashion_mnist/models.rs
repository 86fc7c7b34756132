//! The three networks of the book, behind one trait.

use tapeless::init;
use tapeless::nn::Linear;
use tapeless::prelude::*;
use tapeless::random::Xoshiro256PlusPlus as Rng;

pub const BATCH: usize = 256;

pub type Pixels = Matrix<f32, BATCH, 784>;
pub type Classes = Labels<BATCH, 10>;
/// One for each hidden layer.
pub type Noises = [Noise; 2];
/// The loss, and beside it the answers.
pub type Outcome = (f32, Vector<usize, BATCH>);

network! {
    /// 784-10.
    pub struct Softmax;
    pub fn forward(x: &Pixels) -> Matrix<f32, BATCH, 10> {
        output: Linear<10>,
    }
}

network! {
    /// 784-256-10.
    pub struct Mlp;
    pub fn forward(x: &Pixels) -> Matrix<f32, BATCH, 10> {
        hidden: Linear<256>,
        .relu(),
        output: Linear<10>,
    }
}

network! {
    /// 784-256-256-10, with dropout after each hidden layer.
    pub struct Dropout;
    pub fn forward(x: &Pixels, noise: &Noises) -> Matrix<f32, BATCH, 10> {
        first: Linear<256>,
        .relu(),
        .dropout(0.2, &noise[0]),
        second: Linear<256>,
        .relu(),
        .dropout(0.5, &noise[1]),
        output: Linear<10>,
    }
}

#[differentiable]
pub fn softmax_loss(net: &Softmax, x: &Pixels, y: &Classes, _noise: &Noises) -> Outcome {
    let logits = net.forward(x);
    (logits.cross_entropy(y), logits.argmax_axis::<1>())
}

#[differentiable]
pub fn mlp_loss(net: &Mlp, x: &Pixels, y: &Classes, _noise: &Noises) -> Outcome {
    let logits = net.forward(x);
    (logits.cross_entropy(y), logits.argmax_axis::<1>())
}

#[differentiable]
pub fn dropout_loss(net: &Dropout, x: &Pixels, y: &Classes, noise: &Noises) -> Outcome {
    let logits = net.forward(x, noise);
    (logits.cross_entropy(y), logits.argmax_axis::<1>())
}

/// A network that the training loop can train.
pub trait Classifier: Params<Elem = f32> {
    /// The learning rate of gradient descent if none is asked for.
    const RATE: f64;
    /// What a training step computes in.
    type Workspace: Zeroed;

    /// Random weights: normal, with a standard deviation of 0.01 as in the book.
    fn start(&mut self, rng: &mut Rng) {
        init::normal(self, 0.0, 0.01, rng);
    }
    /// Loss, answers, and the gradient of the loss.
    fn value_and_grad(
        &self,
        x: &Pixels,
        y: &Classes,
        noise: &Noises,
        workspace: &mut Self::Workspace,
        gradient: &mut Self,
    ) -> Outcome;
    /// Loss and answers.
    fn value<'w>(&self, x: &Pixels, y: &Classes, workspace: &'w mut Self::Workspace) -> &'w Outcome;
}

macro_rules! classifiers {
    ($($Net:ident: $loss:ident, rate $rate:literal;)*) => {$(
        impl Classifier for $Net {
            const RATE: f64 = $rate;
            type Workspace = Workspace<$loss>;

            fn value_and_grad(
                &self,
                x: &Pixels,
                y: &Classes,
                noise: &Noises,
                workspace: &mut Self::Workspace,
                gradient: &mut Self,
            ) -> Outcome {
                $loss::value_and_grad(self, x, y, noise, workspace, gradient)
            }
            fn value<'w>(&self, x: &Pixels, y: &Classes, workspace: &'w mut Self::Workspace) -> &'w Outcome {
                $loss::value(self, x, y, &[Noise::OFF; 2], workspace)
            }
        }
    )*};
}
classifiers! {
    Softmax: softmax_loss, rate 0.1;
    Mlp: mlp_loss, rate 0.1;
    Dropout: dropout_loss, rate 0.5;
}
