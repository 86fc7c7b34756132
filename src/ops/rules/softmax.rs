use crate::ops::prelude::*;

/// The operation behind [`Tensor::softmax`].
#[allow(non_camel_case_types)]
pub type softmax = AlongLast<Softmax>;
/// The operation behind [`Tensor::softmax_axis`].
#[allow(non_camel_case_types)]
pub type softmax_axis = Along<Softmax>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The softmax along the last axis: positive numbers that sum to 1.
    ///
    /// yᵢ = exp(xᵢ − m) / Σⱼ exp(xⱼ − m), m = maxⱼ xⱼ, and dx = y·(ct − Σⱼ ctⱼ yⱼ)
    ///
    /// Finite for any finite x. An element that is −∞ gets 0; where all are −∞, or one is ∞, the result is NaN, as in
    /// PyTorch. Of nothing: nothing, where the formula in NumPy refuses.
    ///
    /// # Shapes
    /// Any of rank 1 or more; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1000.0, 1000.0], [-1000.0, 1000.0]]);
    /// assert_eq!(x.softmax(), Matrix::from([[0.5, 0.5], [0.0, 1.0]]));
    /// ```
    ///
    /// Source: Zhang et al., *Dive into Deep Learning*, 4.1.
    pub fn softmax(&self) -> Self
    where
        S: Reduce<Last>,
    {
        eval1::<softmax, _>(self)
    }

    /// [`softmax`](Tensor::softmax) along the axis `I`.
    ///
    /// # Shapes
    /// Any with such an axis; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1000.0, -1000.0], [1000.0, 1000.0]]);
    /// assert_eq!(x.softmax_axis::<0>(), Matrix::from([[0.5, 0.0], [0.5, 1.0]]));
    /// ```
    pub fn softmax_axis<const I: usize>(&self) -> Self
    where
        S: Reduce<At<I>>,
    {
        eval2::<softmax_axis, _, _>(self, &At::<I>)
    }
}
method!(softmax for [T: Real, S: Shape] Tensor<T, S>);
method!(softmax_axis for [T: Real, S: Shape] Tensor<T, S>);

/// exp(x − max) / Σ exp(x − max), and its cotangents y·(ct − Σ ct·y).
#[derive(Clone, Copy, Debug)]
pub enum Softmax {}
impl<T: Real> LaneMap<T> for Softmax {
    type ReadsY = Yes;
    #[inline(always)]
    fn push<const W: usize>(x: &Lanes<&[T], W>, out: &mut [T]) {
        // NaN shows in the sum.
        let max = x.fold::<Top, T>(|_, _, x| x);
        let sum = x.through(out, |x, j| (x - max[j]).exp()).fold::<Plus, T>(|_, _, y| y);
        let scale = sum.map(|sum| T::ONE / sum);
        x.each(out, |y, _, j| *y *= scale[j]);
    }
    #[inline(always)]
    fn pull<M: Mode, const W: usize>(y_ct: &Lanes<(Seen<'_, T>, &[T]), W>, slots: &mut [T]) {
        let mean = y_ct.fold::<Plus, T>(|_, _, (y, ct)| y * ct);
        y_ct.each(slots, |d, (y, ct), j| put::<T, M>(d, y * (ct - mean[j])));
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(softmax, |T| random::<Tensor<T, D2<3, 10>>>(1));
    check!(softmax, |T| random::<Tensor<T, D1<4>>>(1));
    check!(softmax_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(softmax_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<0>);
    let masked = Vector::from([0.0, f64::NEG_INFINITY, 0.0]);
    assert_eq!(masked.softmax(), Vector::from([0.5, 0.0, 0.5]));
    let ct = Vector::from([1.0, 7.0, 0.0]);
    assert_eq!(cotangents::<softmax, _>(&(masked,), &ct).0, Vector::from([0.25, 0.0, -0.25]));
    assert!(Vector::from([f64::NEG_INFINITY; 2]).softmax().as_slice()[0].is_nan());
    assert_eq!(Vector::from([3.0]).softmax(), Vector::from([1.0]));
    assert!(Tensor::<f64, (Dim<2>, Dim<0>)>::zeros().softmax().as_slice().is_empty());
}
