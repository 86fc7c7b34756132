use super::Layer;
use crate::axis::{Axis, Dim};
use crate::element::Real;
use crate::init::{self, Init};
use crate::random::Rng;
use crate::tensor::{Tensor, Vector};
use crate::{Params, differentiable};

/// Each example brought to mean 0 and variance 1, then scaled and shifted: `LayerNorm<32>`, or `LayerNorm` in a
/// [`network!`](crate::network!).
///
/// y = (x − μ) / √(σ² + 10⁻⁵) · gain + bias, μ and σ² of one row of x
///
/// # Shapes
/// `(B, N)` → `(B, N)`
///
/// ```
/// use tapeless::init::Init;
/// use tapeless::nn::LayerNorm;
/// use tapeless::prelude::*;
/// let mut layer = LayerNorm::<4>::ZERO;
/// layer.init(&mut tapeless::random::seeded(1));
/// let y = layer.forward(&Matrix::from([[1.0, 1.0, 5.0, 5.0]]));
/// assert!(y.is_close(&Matrix::from([[-1.0, -1.0, 1.0, 1.0]]), 1e-5, 0.0));
/// ```
///
/// [`init`](Init::init) sets the gain to one and the bias to zero.
///
/// Source: Ba, Kiros and Hinton, *Layer Normalization* (2016); PyTorch, `torch.nn.LayerNorm`.
#[derive(Params)]
pub struct LayerNorm<const N: usize = 0, T: Real = f32> {
    /// What each feature is multiplied by.
    #[ones]
    pub gain: Vector<T, N>,
    /// What is added to each feature.
    pub bias: Vector<T, N>,
}

#[differentiable]
impl<const N: usize, T: Real> LayerNorm<N, T> {
    /// The rows normalised, scaled, shifted.
    pub fn forward<B: Axis>(&self, x: &Tensor<T, (B, Dim<N>)>) -> Tensor<T, (B, Dim<N>)> {
        x.standardize() * &self.gain + &self.bias
    }
}

impl<const N: usize, T: Real> Init for LayerNorm<N, T> {
    fn init<R: Rng + ?Sized>(&mut self, _: &mut R) {
        init::zeros(self);
    }
}

#[diagnostic::do_not_recommend]
impl<const N: usize, T: Real, B: Axis> Layer<Tensor<T, (B, Dim<N>)>> for LayerNorm {
    type Params = LayerNorm<N, T>;
}
