use crate::ops::prelude::*;

/// The operation behind [`Tensor::mse`].
#[allow(non_camel_case_types)]
pub type mse = MeanOf<Square>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The mean squared error.
    ///
    /// y = 1/n Σᵢ (xᵢ − tᵢ)², the mean over all elements, as PyTorch's `mse_loss`
    ///
    /// # Shapes
    /// prediction and target of one shape → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let prediction = Vector::from([1.0, 2.0]);
    /// assert_eq!(prediction.mse(&Vector::from([1.0, 5.0])), 4.5);
    /// ```
    pub fn mse(&self, target: &impl Alike<T, S>) -> T {
        eval2::<mse, _, _>(self, target.tensor())
    }
}
method!(mse for [T: Real, S: Shape] Tensor<T, S>);

/// (x − t)²
#[derive(Clone, Copy, Debug)]
pub enum Square {}
impl<T: Real> Loss<T, 2> for Square {
    #[inline(always)]
    fn value([x, t]: [T; 2]) -> T {
        (x - t) * (x - t)
    }
    #[inline(always)]
    fn slopes([x, t]: [T; 2]) -> [T; 2] {
        let slope = T::from_f64(2.0) * (x - t);
        [slope, -slope]
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(mse, |T| random::<Tensor<T, D2<3, 7>>>(1), random::<Tensor<T, D2<3, 7>>>(2));
    assert!(Tensor::<f64, D1<0>>::zeros().mse(&Tensor::zeros()).is_nan());
}
