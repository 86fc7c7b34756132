use crate::ops::prelude::*;

/// The operation behind [`Tensor::cumsum`].
#[allow(non_camel_case_types)]
pub type cumsum = Along<CumSum>;

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The cumulative sums along the axis `I`, added in order.
    ///
    /// yₖ = Σ_{i ≤ k} xᵢ, and dxₖ = Σ_{i ≥ k} ctᵢ
    ///
    /// All from the first NaN on is NaN. Integers wrap.
    ///
    /// # Shapes
    /// Any with such an axis; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(x.cumsum::<0>(), Matrix::from([[1.0, 2.0], [4.0, 6.0]]));
    /// assert_eq!(x.cumsum::<1>(), Matrix::from([[1.0, 3.0], [3.0, 7.0]]));
    /// ```
    pub fn cumsum<const I: usize>(&self) -> Self
    where
        S: Reduce<At<I>>,
    {
        eval2::<cumsum, _, _>(self, &At::<I>)
    }
}
method!(cumsum for [T: Number, S: Shape] Tensor<T, S>);

/// Sums of all before, and its cotangents: sums of all after.
#[derive(Clone, Copy, Debug)]
pub enum CumSum {}
impl<T: Number> LaneMap<T> for CumSum {
    type ReadsY = No;
    #[inline(always)]
    fn push<const W: usize>(x: &Lanes<&[T], W>, out: &mut [T]) {
        // To −0 even −0 can be added.
        let mut sums = [T::ZERO.negated(); W];
        x.each(out, |y, x, j| {
            sums[j] = sums[j].plus(x);
            *y = sums[j];
        });
    }
    #[inline(always)]
    fn pull<M: Mode, const W: usize>(y_ct: &Lanes<(Seen<'_, T>, &[T]), W>, slots: &mut [T]) {
        let mut sums = [T::ZERO; W];
        for k in (0..y_ct.len()).rev() {
            let row = slots.iter_mut().skip(y_ct.index(k)).zip(&mut sums);
            for ((d, sum), (_, ct)) in row.zip(y_ct.row(k)) {
                *sum += ct;
                put::<T, M>(d, *sum);
            }
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(cumsum, |T| random::<Tensor<T, D1<10>>>(1), At::<0>);
    check!(cumsum, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(cumsum, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), At::<0>);
    assert_eq!(Vector::from([1, 2, 3]).cumsum::<0>(), Vector::from([1, 3, 6]));
    assert!(Vector::from([-0f64]).cumsum::<0>().as_slice()[0].is_sign_negative());
    assert!(Tensor::<f64, (Dim<0>,)>::zeros().cumsum::<0>().as_slice().is_empty());
}
