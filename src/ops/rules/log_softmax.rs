use crate::ops::prelude::*;

/// The operation behind [`Tensor::log_softmax`].
#[allow(non_camel_case_types)]
pub type log_softmax = AlongLast<LogSoftmax>;
/// The operation behind [`Tensor::log_softmax_axis`].
#[allow(non_camel_case_types)]
pub type log_softmax_axis = Along<LogSoftmax>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The logarithm of the softmax along the last axis, finite and accurate for any finite x.
    ///
    /// yᵢ = (xᵢ − m) − ln Σⱼ exp(xⱼ − m), m = maxⱼ xⱼ, and dx = ct − exp(y)·Σⱼ ctⱼ
    ///
    /// An element that is −∞ gives −∞; where all are −∞, or one is ∞, the result is NaN, as in PyTorch. Of nothing:
    /// nothing, where the formula in NumPy refuses.
    ///
    /// # Shapes
    /// Any of rank 1 or more; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1000.0, -1000.0], [0.0, 0.0]]);
    /// assert_eq!(x.log_softmax(), Matrix::from([[0.0, -2000.0], [-(2f64.ln()), -(2f64.ln())]]));
    /// ```
    ///
    /// Source: Blanchard, Higham and Higham, *Accurately computing the log-sum-exp and softmax functions* (2021), eq. 1.6.
    pub fn log_softmax(&self) -> Self
    where
        S: Reduce<Last>,
    {
        eval1::<log_softmax, _>(self)
    }

    /// [`log_softmax`](Tensor::log_softmax) along the axis `I`.
    ///
    /// # Shapes
    /// Any with such an axis; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1000.0], [-1000.0]]);
    /// assert_eq!(x.log_softmax_axis::<0>(), Matrix::from([[0.0], [-2000.0]]));
    /// ```
    pub fn log_softmax_axis<const I: usize>(&self) -> Self
    where
        S: Reduce<At<I>>,
    {
        eval2::<log_softmax_axis, _, _>(self, &At::<I>)
    }
}
method!(log_softmax for [T: Real, S: Shape] Tensor<T, S>);
method!(log_softmax_axis for [T: Real, S: Shape] Tensor<T, S>);

/// (x − max) − ln Σ exp(x − max), and its cotangents ct − exp(y)·Σ ct.
#[derive(Clone, Copy, Debug)]
pub enum LogSoftmax {}
impl<T: Real> LaneMap<T> for LogSoftmax {
    type ReadsY = Yes;
    #[inline(always)]
    fn push<const W: usize>(x: &Lanes<&[T], W>, out: &mut [T]) {
        // NaN shows in the sum.
        let max = x.fold::<Top, T>(|_, _, x| x);
        let ln_sum = x.fold::<Plus, T>(|_, j, x| (x - max[j]).exp()).map(T::ln);
        x.each(out, |y, x, j| *y = (x - max[j]) - ln_sum[j]);
    }
    #[inline(always)]
    fn pull<M: Mode, const W: usize>(y_ct: &Lanes<(Seen<'_, T>, &[T]), W>, slots: &mut [T]) {
        let sum = y_ct.fold::<Plus, T>(|_, _, (_, ct)| ct);
        y_ct.each(slots, |d, (y, ct), j| put::<T, M>(d, ct - y.exp() * sum[j]));
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(log_softmax, |T| random::<Tensor<T, D2<3, 10>>>(1));
    check!(log_softmax_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    let masked = Vector::from([0.0, f64::NEG_INFINITY]);
    assert_eq!(masked.log_softmax(), Vector::from([0.0, f64::NEG_INFINITY]));
    let ct = Vector::from([1.0, 0.0]);
    assert_eq!(cotangents::<log_softmax, _>(&(masked,), &ct).0, Vector::from([0.0, 0.0]));
    assert!(Vector::from([f64::NEG_INFINITY; 2]).log_softmax().as_slice()[0].is_nan());
    // x − logsumexp(x) would give 0 for the first: 1e9 swallows ln 2.
    let far = Vector::from([1e17, 1e17]).log_softmax();
    assert_eq!(far, Vector::from([-(2f64.ln()); 2]));
}
