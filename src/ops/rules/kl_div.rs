use crate::ops::prelude::*;

/// The operation behind [`Tensor::kl_div`].
#[allow(non_camel_case_types)]
pub type kl_div = MeanOf<KlDivergence>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The Kullback–Leibler divergence of target probabilities from predicted log-probabilities.
    ///
    /// y = 1/B Σ_b Σ_c t_bc (ln t_bc − x_bc), the sum over classes and mean over the batch, as PyTorch's `kl_div` with
    /// `reduction="batchmean"`; where t = 0 the term is 0, and so are its derivatives
    ///
    /// # Shapes
    /// log-probabilities (from [`log_softmax`](Tensor::log_softmax)) and targets `(B, C)` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let predicted = Matrix::from([[0.5f64.ln(), 0.5f64.ln()]]);
    /// assert_eq!(predicted.kl_div(&Matrix::from([[0.5, 0.5]])), 0.0);
    /// assert_eq!(predicted.kl_div(&Matrix::from([[0.0, 1.0]])), 2f64.ln());
    /// ```
    pub fn kl_div(&self, target: &impl Alike<T, S>) -> T
    where
        S: MatrixShape,
    {
        eval2::<kl_div, _, _>(self, target.tensor())
    }
}
method!(kl_div for [T: Real, B: Axis, C: Axis] Tensor<T, (B, C)>);

/// t (ln t − x), summed over classes.
#[derive(Clone, Copy, Debug)]
pub enum KlDivergence {}
impl<T: Real> Loss<T, 2> for KlDivergence {
    #[inline(always)]
    fn value([x, t]: [T; 2]) -> T {
        if t == T::ZERO { T::ZERO } else { t * (t.ln() - x) }
    }
    #[inline(always)]
    fn slopes([x, t]: [T; 2]) -> [T; 2] {
        [-t, if t == T::ZERO { T::ZERO } else { t.ln() + T::ONE - x }]
    }
    #[inline(always)]
    fn count<S: Shape>() -> usize {
        S::DIMS.as_ref().first().copied().unwrap_or(1)
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(kl_div, |T| random::<Tensor<T, D2<3, 7>>>(1), positive::<Tensor<T, D2<3, 7>>>(2));
    let impossible = Matrix::from([[f64::NEG_INFINITY, 0.0]]);
    assert_eq!(impossible.kl_div(&Matrix::from([[0.0, 1.0]])), 0.0);
    let (dx, dt) = cotangents::<kl_div, _>(&(impossible.clone(), Matrix::from([[0.0, 1.0]])), &1.0);
    assert_eq!((dx, dt), (Matrix::from([[0.0, -1.0]]), Matrix::from([[0.0, 1.0]])));
    assert_eq!(impossible.kl_div(&Matrix::from([[1.0, 0.0]])), f64::INFINITY);
}
