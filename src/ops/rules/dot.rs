use crate::kernels::product::{Ab, Scale, multiply};
use crate::ops::prelude::*;

operation!(dot);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The inner product of two vectors.
    ///
    /// y = Σₙ aₙ bₙ
    ///
    /// The sum begins with 0: of no elements it is 0, and where all products are −0 it is 0 too (NumPy's of one
    /// product is −0).
    ///
    /// # Shapes
    /// `(N,)` · `(N,)` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.0, 2.0]).dot(&Vector::from([3.0, 4.0])), 11.0);
    /// ```
    #[inline]
    pub fn dot<R: Factor<dot, S>>(&self, b: &Tensor<T, R>) -> T {
        R::product(self, b).as_slice()[0]
    }
}
#[diagnostic::do_not_recommend]
impl<N: Axis> Factor<dot, (N,)> for (N,) {
    type Product = ();
    #[inline(always)]
    fn product<T: Number>(a: &Tensor<T, (N,)>, b: &Tensor<T, Self>) -> Tensor<T, Self::Product> {
        Tensor::from_index(|_| eval2::<dot, _, _>(a, b))
    }
}
method!(dot for [T: Number, N: Axis] Tensor<T, (N,)>);

impl<T: Number, N: Axis> Rule<(Tensor<T, (N,)>, Tensor<T, (N,)>)> for dot {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, No);
}
impl<T: Number, N: Axis> Op2<Tensor<T, (N,)>, Tensor<T, (N,)>> for dot {
    #[inline(always)]
    fn forward(a: &Tensor<T, (N,)>, b: &Tensor<T, (N,)>, out: &mut T, _: &mut (), _: &mut ()) {
        multiply::<Ab<(), (N,), ()>, T>(a.as_slice(), b.as_slice(), core::slice::from_mut(out), Scale::Set);
    }
    /// da = ct·b, db = ct·a
    #[inline(always)]
    fn backward<MA: Mode, MB: Mode>(
        a: Kept<'_, Tensor<T, (N,)>>,
        b: Kept<'_, Tensor<T, (N,)>>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        da: Sink<'_, Tensor<T, (N,)>, MA>,
        db: Sink<'_, Tensor<T, (N,)>, MB>,
    ) {
        let (a, b) = (a.as_slice(), b.as_slice());
        send(da, |i| *ct * b[i]);
        send(db, |i| *ct * a[i]);
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(dot, |T| random::<Tensor<T, D1<5>>>(1), random::<Tensor<T, D1<5>>>(2));
    assert_eq!(Vector::from([1, 2, 3]).dot(&Vector::from([4, 5, 6])), 32);
    assert_eq!(Vector::<f32, 0>::zeros().dot(&Vector::zeros()), 0.0);
    assert!(Vector::from([f64::INFINITY]).dot(&Vector::from([0.0])).is_nan());
}
