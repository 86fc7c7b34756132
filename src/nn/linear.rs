use super::Layer;
use crate::axis::{Axis, Dim};
use crate::element::Real;
use crate::init::{self, Init};
use crate::random::Rng;
use crate::tensor::{Matrix, Tensor, Vector};
use crate::{Params, differentiable};

/// A fully connected layer: `Linear<784, 256>`, or `Linear<256>` in a [`network!`](crate::network!).
///
/// y = x·w + b
///
/// # Shapes
/// `(B, I)` → `(B, O)`
///
/// ```
/// use tapeless::nn::Linear;
/// use tapeless::prelude::*;
/// let layer = Linear { w: Matrix::from([[1.0f32, 2.0], [3.0, 4.0]]), b: Vector::from([0.5, -0.5]) };
/// assert_eq!(layer.forward(&Matrix::from([[1.0, 1.0]])), Matrix::from([[4.5, 5.5]]));
/// ```
///
/// [`init`](Init::init) draws w as [`xavier_uniform`](init::xavier_uniform); b is zero.
///
/// Source: Zhang et al., *Dive into Deep Learning*, 3.1 and 6.5.
#[derive(Params)]
pub struct Linear<const I: usize, const O: usize = 0, T: Real = f32> {
    /// The weights.
    pub w: Matrix<T, I, O>,
    /// The bias.
    pub b: Vector<T, O>,
}

#[differentiable]
impl<const I: usize, const O: usize, T: Real> Linear<I, O, T> {
    /// x·w + b
    pub fn forward<B: Axis>(&self, x: &Tensor<T, (B, Dim<I>)>) -> Tensor<T, (B, Dim<O>)> {
        x.matmul(&self.w) + &self.b
    }
}

impl<const I: usize, const O: usize, T: Real> Init for Linear<I, O, T> {
    fn init<R: Rng + ?Sized>(&mut self, rng: &mut R) {
        init::xavier_uniform(self, rng);
    }
}

/// With one number, the outputs, the inputs are those of `X`.
#[diagnostic::do_not_recommend]
impl<const I: usize, const O: usize, T: Real, B: Axis> Layer<Tensor<T, (B, Dim<I>)>> for Linear<O> {
    type Params = Linear<I, O, T>;
}
