use crate::kernels::product::{Ab, Scale, multiply};
use crate::ops::prelude::*;

operation!(matvec);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The matrix times a column vector.
    ///
    /// yₘ = Σₖ aₘₖ xₖ
    ///
    /// # Shapes
    /// `(M, K)` × `(K,)` → `(M,)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(a.matvec(&Vector::from([1.0, 10.0])), Vector::from([21.0, 43.0]));
    /// ```
    #[inline]
    pub fn matvec<R: Factor<matvec, S>>(&self, x: &Tensor<T, R>) -> Tensor<T, R::Product> {
        R::product(self, x)
    }
}
#[diagnostic::do_not_recommend]
impl<M: Axis, K: Axis> Factor<matvec, (M, K)> for (K,) {
    type Product = (M,);
    #[inline(always)]
    fn product<T: Number>(a: &Tensor<T, (M, K)>, b: &Tensor<T, Self>) -> Tensor<T, Self::Product> {
        eval2::<matvec, _, _>(a, b)
    }
}
method!(matvec for [T: Number, M: Axis, K: Axis] Tensor<T, (M, K)>);

impl<T: Number, M: Axis, K: Axis> Rule<(Tensor<T, (M, K)>, Tensor<T, (K,)>)> for matvec {
    type Out = Tensor<T, (M,)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, No);
}
impl<T: Number, M: Axis, K: Axis> Op2<Tensor<T, (M, K)>, Tensor<T, (K,)>> for matvec {
    #[inline(always)]
    fn forward(
        a: &Tensor<T, (M, K)>,
        x: &Tensor<T, (K,)>,
        out: &mut Tensor<T, (M,)>,
        _: &mut (),
        _: &mut (),
    ) {
        multiply::<Ab<(M,), (K,), ()>, T>(a.as_slice(), x.as_slice(), out.as_mut_slice(), Scale::Set);
    }
    /// da = ct·xᵀ, dx = aᵀ·ct
    #[inline(always)]
    fn backward<MA: Mode, MX: Mode>(
        a: Kept<'_, Tensor<T, (M, K)>>,
        x: Kept<'_, Tensor<T, (K,)>>,
        _: Gone<'_, Tensor<T, (M,)>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, (M,)>,
        da: Sink<'_, Tensor<T, (M, K)>, MA>,
        dx: Sink<'_, Tensor<T, (K,)>, MX>,
    ) {
        if let Some(da) = da.slot() {
            multiply::<Ab<(M,), (), (K,)>, T>(ct.as_slice(), x.as_slice(), da.as_mut_slice(), Scale::of::<MA>());
        }
        if let Some(dx) = dx.slot() {
            multiply::<Ab<(), (M,), (K,)>, T>(ct.as_slice(), a.as_slice(), dx.as_mut_slice(), Scale::of::<MX>());
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(matvec, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    assert_eq!(Matrix::from([[1, 2], [3, 4]]).matvec(&Vector::from([1, 10])), Vector::from([21, 43]));
    assert_eq!(Matrix::<i32, 2, 0>::zeros().matvec(&Vector::zeros()), Vector::from([0, 0]));
}
