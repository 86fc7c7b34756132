use crate::kernels::product::{Ab, Scale, multiply};
use crate::ops::prelude::*;

operation!(vecmat);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The row vector times a matrix.
    ///
    /// yₙ = Σₖ xₖ bₖₙ
    ///
    /// # Shapes
    /// `(K,)` × `(K, N)` → `(N,)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let b = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(Vector::from([1.0, 10.0]).vecmat(&b), Vector::from([31.0, 42.0]));
    /// ```
    #[inline]
    pub fn vecmat<R: Factor<vecmat, S>>(&self, b: &Tensor<T, R>) -> Tensor<T, R::Product> {
        R::product(self, b)
    }
}
#[diagnostic::do_not_recommend]
impl<K: Axis, N: Axis> Factor<vecmat, (K,)> for (K, N) {
    type Product = (N,);
    #[inline(always)]
    fn product<T: Number>(a: &Tensor<T, (K,)>, b: &Tensor<T, Self>) -> Tensor<T, Self::Product> {
        eval2::<vecmat, _, _>(a, b)
    }
}
method!(vecmat for [T: Number, K: Axis] Tensor<T, (K,)>);

impl<T: Number, K: Axis, N: Axis> Rule<(Tensor<T, (K,)>, Tensor<T, (K, N)>)> for vecmat {
    type Out = Tensor<T, (N,)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, No);
}
impl<T: Number, K: Axis, N: Axis> Op2<Tensor<T, (K,)>, Tensor<T, (K, N)>> for vecmat {
    #[inline(always)]
    fn forward(
        x: &Tensor<T, (K,)>,
        b: &Tensor<T, (K, N)>,
        out: &mut Tensor<T, (N,)>,
        _: &mut (),
        _: &mut (),
    ) {
        multiply::<Ab<(), (K,), (N,)>, T>(x.as_slice(), b.as_slice(), out.as_mut_slice(), Scale::Set);
    }
    /// dx = b·ct, db = x·ctᵀ
    #[inline(always)]
    fn backward<MX: Mode, MB: Mode>(
        x: Kept<'_, Tensor<T, (K,)>>,
        b: Kept<'_, Tensor<T, (K, N)>>,
        _: Gone<'_, Tensor<T, (N,)>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, (N,)>,
        dx: Sink<'_, Tensor<T, (K,)>, MX>,
        db: Sink<'_, Tensor<T, (K, N)>, MB>,
    ) {
        if let Some(dx) = dx.slot() {
            multiply::<Ab<(K,), (N,), ()>, T>(b.as_slice(), ct.as_slice(), dx.as_mut_slice(), Scale::of::<MX>());
        }
        if let Some(db) = db.slot() {
            multiply::<Ab<(K,), (), (N,)>, T>(x.as_slice(), ct.as_slice(), db.as_mut_slice(), Scale::of::<MB>());
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(vecmat, |T| random::<Tensor<T, D1<3>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    assert_eq!(Vector::from([1, 10]).vecmat(&Matrix::from([[1, 2], [3, 4]])), Vector::from([31, 42]));
    assert_eq!(Vector::<i32, 0>::zeros().vecmat(&Matrix::zeros()), Vector::from([0, 0]));
}
