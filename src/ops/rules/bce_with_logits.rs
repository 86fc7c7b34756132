use crate::ops::prelude::*;

/// The operation behind [`Tensor::bce_with_logits`].
#[allow(non_camel_case_types)]
pub type bce_with_logits = MeanOf<BinaryCrossEntropy>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The binary cross-entropy of sigmoid(logits) against probabilities, fused and finite for any finite logits.
    ///
    /// y = 1/n Σᵢ (ln(1 + exp xᵢ) − xᵢ tᵢ), the mean over all elements, and dy/dxᵢ = (sigmoid xᵢ − tᵢ)/n
    ///
    /// # Shapes
    /// logits and targets (0 to 1) of one shape → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let logits = Vector::from([1000.0, -1000.0]);
    /// assert_eq!(logits.bce_with_logits(&Vector::from([1.0, 0.0])), 0.0);
    /// assert_eq!(logits.bce_with_logits(&Vector::from([1.0, 1.0])), 500.0);
    /// ```
    pub fn bce_with_logits(&self, targets: &impl Alike<T, S>) -> T {
        eval2::<bce_with_logits, _, _>(self, targets.tensor())
    }
}
method!(bce_with_logits for [T: Real, S: Shape] Tensor<T, S>);

/// ln(1 + exp x) − x·t, with no exponential of a positive number.
#[derive(Clone, Copy, Debug)]
pub enum BinaryCrossEntropy {}
impl<T: Real> Loss<T, 2> for BinaryCrossEntropy {
    #[inline(always)]
    fn value([x, t]: [T; 2]) -> T {
        if x > T::ZERO {
            x * (T::ONE - t) + (-x).exp().ln_1p()
        } else {
            x.exp().ln_1p() - x * t
        }
    }
    #[inline(always)]
    fn slopes([x, t]: [T; 2]) -> [T; 2] {
        let e = if x > T::ZERO { (-x).exp() } else { x.exp() };
        let sigmoid = if x > T::ZERO { T::ONE } else { e } / (T::ONE + e);
        [sigmoid - t, -x]
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(bce_with_logits, |T| random::<Tensor<T, D2<3, 7>>>(1), random::<Tensor<T, D2<3, 7>>>(2));
    check!(bce_with_logits, |T| Tensor::<T, D1<2>>::zeros(), positive::<Tensor<T, D1<2>>>(2));
    assert_eq!(Vector::from([0.0]).bce_with_logits(&Vector::from([1.0])), 2f64.ln());
    // ln(1 + 1e-20) is not 0.
    let sure = Vector::from([-46.0f64]).bce_with_logits(&Vector::from([0.0]));
    assert!((sure / (-46f64).exp() - 1.0).abs() < 1e-12);
}
