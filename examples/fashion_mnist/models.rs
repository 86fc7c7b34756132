//! The three networks of the book, behind one trait.

use tapeless::prelude::*;
use tapeless::random::Xoshiro256PlusPlus as Rng;

pub const BATCH: usize = 256;
const HIDDEN: usize = 256;

pub type Pixels = Matrix<f32, BATCH, 784>;
pub type Classes = Labels<BATCH, 10>;
/// The loss, and beside it the answers.
pub type Outcome = (f32, Vector<usize, BATCH>);

/// A network that the training loop can train.
pub trait Classifier: Params {
    /// The learning rate if none is asked for.
    const RATE: f32;
    /// What a training step computes in.
    type Workspace: Zeroed;
    /// What is drawn anew for every batch.
    type Noise: Noise;

    /// Random parameters.
    fn init(&mut self, rng: &mut Rng);
    /// Every tensor of parameters.
    fn tensors(&mut self) -> Vec<&mut [f32]>;
    /// Loss, answers, and the gradient of the loss.
    fn value_and_grad(
        &self,
        x: &Pixels,
        y: &Classes,
        noise: &Self::Noise,
        workspace: &mut Self::Workspace,
        gradient: &mut Self,
    ) -> Outcome;
    /// Loss and answers.
    fn value<'w>(
        &self,
        x: &Pixels,
        y: &Classes,
        noise: &Self::Noise,
        workspace: &'w mut Self::Workspace,
    ) -> &'w Outcome;
}

#[derive(Params)]
pub struct Linear<const I: usize, const O: usize> {
    w: Matrix<f32, I, O>,
    b: Vector<f32, O>,
}

#[differentiable]
impl<const I: usize, const O: usize> Linear<I, O> {
    pub fn forward<const B: usize>(&self, x: &Matrix<f32, B, I>) -> Matrix<f32, B, O> {
        x.matmul(&self.w) + &self.b
    }
}

impl<const I: usize, const O: usize> Linear<I, O> {
    /// Weights from a normal distribution of standard deviation 0.01, as in the book.
    fn init(&mut self, rng: &mut Rng) {
        self.w.fill_normal(0.0, 0.01, rng);
    }

    fn tensors(&mut self) -> [&mut [f32]; 2] {
        [self.w.as_mut_slice(), self.b.as_mut_slice()]
    }
}

/// Randomness of a training step.
pub trait Noise: Zeroed {
    /// For a batch in training.
    fn draw(&mut self, rng: &mut Rng);
    /// For a batch in use.
    fn silence(&mut self);
}

impl Noise for () {
    fn draw(&mut self, _: &mut Rng) {}
    fn silence(&mut self) {}
}

/// Inverted dropout of both hidden layers: 0 for what is dropped, 1 / (1 - p) for what is kept.
type Keep = [Matrix<f32, BATCH, HIDDEN>; 2];
const DROPPED: [f32; 2] = [0.2, 0.5];

impl Noise for Keep {
    fn draw(&mut self, rng: &mut Rng) {
        for (keep, p) in self.iter_mut().zip(DROPPED) {
            keep.fill_uniform(0.0, 1.0, rng);
            *keep = keep.map(|u| if u < p { 0.0 } else { 1.0 / (1.0 - p) });
        }
    }
    fn silence(&mut self) {
        for keep in self {
            keep.as_mut_slice().fill(1.0);
        }
    }
}

macro_rules! classifiers {
    ($($(#[$doc:meta])* $Net:ident { $($layer:ident: $Layer:ty),* } $loss:ident, $Noise:ty, rate $rate:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Params)]
        pub struct $Net {
            $($layer: $Layer),*
        }

        impl Classifier for $Net {
            const RATE: f32 = $rate;
            type Workspace = Workspace<$loss>;
            type Noise = $Noise;

            fn init(&mut self, rng: &mut Rng) {
                $(self.$layer.init(rng);)*
            }
            fn tensors(&mut self) -> Vec<&mut [f32]> {
                [$(self.$layer.tensors()),*].into_iter().flatten().collect()
            }
            fn value_and_grad(
                &self,
                x: &Pixels,
                y: &Classes,
                noise: &$Noise,
                workspace: &mut Self::Workspace,
                gradient: &mut Self,
            ) -> Outcome {
                $loss::value_and_grad(self, x, y, noise, workspace, gradient)
            }
            fn value<'w>(
                &self,
                x: &Pixels,
                y: &Classes,
                noise: &$Noise,
                workspace: &'w mut Self::Workspace,
            ) -> &'w Outcome {
                $loss::value(self, x, y, noise, workspace)
            }
        }
    )*};
}
classifiers! {
    /// 784-10.
    Softmax { output: Linear<784, 10> } softmax_loss, (), rate 0.1;
    /// 784-256-10.
    Mlp { hidden: Linear<784, HIDDEN>, output: Linear<HIDDEN, 10> } mlp_loss, (), rate 0.1;
    /// 784-256-256-10, dropout after each hidden layer.
    Dropout {
        first: Linear<784, HIDDEN>, second: Linear<HIDDEN, HIDDEN>, output: Linear<HIDDEN, 10>
    } dropout_loss, Keep, rate 0.5;
}

#[differentiable]
pub fn softmax_loss(net: &Softmax, x: &Pixels, y: &Classes, _noise: &()) -> Outcome {
    let logits = net.output.forward(x);
    (logits.cross_entropy(y), logits.argmax_axis::<1>())
}

#[differentiable]
pub fn mlp_loss(net: &Mlp, x: &Pixels, y: &Classes, _noise: &()) -> Outcome {
    let h = net.hidden.forward(x).relu();
    let logits = net.output.forward(&h);
    (logits.cross_entropy(y), logits.argmax_axis::<1>())
}

#[differentiable]
pub fn dropout_loss(net: &Dropout, x: &Pixels, y: &Classes, keep: &Keep) -> Outcome {
    let h = net.first.forward(x).relu() * &keep[0];
    let h = net.second.forward(&h).relu() * &keep[1];
    let logits = net.output.forward(&h);
    (logits.cross_entropy(y), logits.argmax_axis::<1>())
}
