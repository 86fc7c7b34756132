use crate::ops::prelude::*;

/// The operation behind [`Tensor::gaussian_nll`].
#[allow(non_camel_case_types)]
pub type gaussian_nll = MeanOf<GaussianNll>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The negative log-likelihood of targets under normal distributions of these means and variances.
    ///
    /// y = 1/n Σᵢ ½ (ln vᵢ + (xᵢ − tᵢ)²/vᵢ), the mean over all elements, without the constant ½ ln 2π, as PyTorch's
    /// `gaussian_nll_loss`
    ///
    /// Variances must be positive, and are not clamped: a network gives them by `softplus` or `exp`. One that is 0 or
    /// less makes the result NaN.
    ///
    /// # Shapes
    /// means and targets of one shape; variances of this shape, or one number → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let means = Vector::from([1.0, 2.0]);
    /// let targets = Vector::from([1.0, 4.0]);
    /// assert_eq!(means.gaussian_nll(&targets, &1.0), 1.0);
    /// assert_eq!(means.gaussian_nll(&targets, &Vector::from([1.0, 1.0])), 1.0);
    /// ```
    ///
    /// Source: Nix and Weigend, *Estimating the mean and variance of the target probability distribution* (1994).
    pub fn gaussian_nll(&self, target: &impl Alike<T, S>, variance: &impl Beside<T, S>) -> T {
        eval3::<gaussian_nll, _, _, _>(self, target.tensor(), variance)
    }
}
method!(gaussian_nll for [T: Real, S: Shape] Tensor<T, S>);

/// ½ (ln v + (x − t)²/v)
#[derive(Clone, Copy, Debug)]
pub enum GaussianNll {}
impl<T: Real> Loss<T, 3> for GaussianNll {
    #[inline(always)]
    fn value([x, t, v]: [T; 3]) -> T {
        T::from_f64(0.5) * (v.ln() + (x - t) * (x - t) / v)
    }
    #[inline(always)]
    fn slopes([x, t, v]: [T; 3]) -> [T; 3] {
        let slope = (x - t) / v;
        [slope, -slope, T::from_f64(0.5) * (T::ONE / v - slope * slope)]
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(
        gaussian_nll,
        |T| random::<Tensor<T, D2<3, 7>>>(1),
        random::<Tensor<T, D2<3, 7>>>(2),
        Tensor::<T, D2<3, 7>>::from_index(|i| T::from_f64(0.5 + i as f64 / 10.0)),
    );
    check!(gaussian_nll, |T| random::<Tensor<T, D1<7>>>(1), random::<Tensor<T, D1<7>>>(2), T::from_f64(0.8));
    assert!(Vector::from([1.0]).gaussian_nll(&Vector::from([2.0]), &0.0).is_nan());
    assert!(Vector::from([1.0]).gaussian_nll(&Vector::from([2.0]), &-1.0).is_nan());
}
