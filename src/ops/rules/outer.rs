use crate::kernels::product::{Ab, Scale, multiply};
use crate::ops::prelude::*;

operation!(outer);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The outer product of two vectors: every product of an element of one with an element of the other.
    ///
    /// yₘₙ = aₘ bₙ
    ///
    /// # Shapes
    /// `(M,)`, `(N,)` → `(M, N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let y = Vector::from([1, 2]).outer(&Vector::from([3, 4, 5]));
    /// assert_eq!(y, Matrix::from([[3, 4, 5], [6, 8, 10]]));
    /// ```
    #[inline]
    pub fn outer<R: Factor<outer, S>>(&self, b: &Tensor<T, R>) -> Tensor<T, R::Product> {
        R::product(self, b)
    }
}
#[diagnostic::do_not_recommend]
impl<M: Axis, N: Axis> Factor<outer, (M,)> for (N,) {
    type Product = (M, N);
    #[inline(always)]
    fn product<T: Number>(a: &Tensor<T, (M,)>, b: &Tensor<T, (N,)>) -> Tensor<T, (M, N)> {
        eval2::<outer, _, _>(a, b)
    }
}
method!(outer for [T: Number, M: Axis] Tensor<T, (M,)>);

impl<T: Number, M: Axis, N: Axis> Rule<(Tensor<T, (M,)>, Tensor<T, (N,)>)> for outer {
    type Out = Tensor<T, (M, N)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, No);
}
impl<T: Number, M: Axis, N: Axis> Op2<Tensor<T, (M,)>, Tensor<T, (N,)>> for outer {
    #[inline(always)]
    fn forward(
        a: &Tensor<T, (M,)>,
        b: &Tensor<T, (N,)>,
        out: &mut Tensor<T, (M, N)>,
        _: &mut (),
        _: &mut (),
    ) {
        let (a, b, out) = (a.as_slice(), b.as_slice(), out.as_mut_slice());
        many::<(M, N), _>(#[inline(always)] move || {
            // Not as a sum of one product, which begins with 0 and so loses the sign of −0.
            for (row, &a) in out.chunks_exact_mut(N::LEN.max(1)).zip(a) {
                for (y, &b) in row.iter_mut().zip(b) {
                    *y = a.times(b);
                }
            }
        })
    }
    /// da = ct·b, db = ctᵀ·a
    #[inline(always)]
    fn backward<MA: Mode, MB: Mode>(
        a: Kept<'_, Tensor<T, (M,)>>,
        b: Kept<'_, Tensor<T, (N,)>>,
        _: Gone<'_, Tensor<T, (M, N)>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, (M, N)>,
        da: Sink<'_, Tensor<T, (M,)>, MA>,
        db: Sink<'_, Tensor<T, (N,)>, MB>,
    ) {
        if let Some(da) = da.slot() {
            multiply::<Ab<(M,), (N,), ()>, T>(ct.as_slice(), b.as_slice(), da.as_mut_slice(), Scale::of::<MA>());
        }
        if let Some(db) = db.slot() {
            multiply::<Ab<(), (M,), (N,)>, T>(a.as_slice(), ct.as_slice(), db.as_mut_slice(), Scale::of::<MB>());
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(outer, |T| random::<Tensor<T, D1<3>>>(1), random::<Tensor<T, D1<4>>>(2));
    assert!(Vector::from([-0.0f32]).outer(&Vector::from([1.0])).as_slice()[0].is_sign_negative());
    assert_eq!(Vector::<f32, 0>::zeros().outer(&Vector::<f32, 2>::zeros()).dims(), [0, 2]);
}
