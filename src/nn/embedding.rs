use super::Layer;
use crate::axis::{Axis, Dim};
use crate::element::Real;
use crate::init::{self, Init};
use crate::labels::ClassLabels;
use crate::random::Rng;
use crate::tensor::{Matrix, Tensor};
use crate::{Params, differentiable};

/// A vector of `D` numbers for each of `V` words: `Embedding<1000, 32>`, or `Embedding<32>` in a
/// [`network!`](crate::network!).
///
/// yᵢ = the row wordᵢ of the table
///
/// # Shapes
/// `B` labels out of `V` → `(B, D)`
///
/// ```
/// use tapeless::nn::Embedding;
/// use tapeless::prelude::*;
/// let words = Labels::<2, 3>::from_slice(&[2u8, 0]).unwrap();
/// let layer = Embedding { table: Matrix::from([[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]]) };
/// assert_eq!(layer.forward(&words), Matrix::from([[5.0, 6.0], [1.0, 2.0]]));
/// ```
///
/// [`init`](Init::init) draws the table from the standard normal distribution, as PyTorch does.
///
/// Source: Bengio et al., *A Neural Probabilistic Language Model* (2003).
#[derive(Params)]
pub struct Embedding<const V: usize, const D: usize = 0, T: Real = f32> {
    /// The vectors, one in each row.
    pub table: Matrix<T, V, D>,
}

#[differentiable]
impl<const V: usize, const D: usize, T: Real> Embedding<V, D, T> {
    /// The vectors of these words.
    pub fn forward<B: Axis>(&self, words: &ClassLabels<B, Dim<V>>) -> Tensor<T, (B, Dim<D>)> {
        self.table.gather(words)
    }
}

impl<const V: usize, const D: usize, T: Real> Init for Embedding<V, D, T> {
    fn init<R: Rng + ?Sized>(&mut self, rng: &mut R) {
        init::normal(self, 0.0, 1.0, rng);
    }
}

/// With one number, the size of a vector, the words are those that `X` labels.
#[diagnostic::do_not_recommend]
impl<const V: usize, const D: usize, B: Axis> Layer<ClassLabels<B, Dim<V>>> for Embedding<D> {
    type Params = Embedding<V, D>;
}
