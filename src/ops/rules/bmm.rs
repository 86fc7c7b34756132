use crate::kernels::product::{Ab, Abt, Atb, Scale, multiply_each};
use crate::ops::prelude::*;

operation!(bmm);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// Each matrix of a batch times its partner in another: the batched matrix product.
    ///
    /// yₐₘₙ = Σₖ aₐₘₖ bₐₖₙ
    ///
    /// For one matrix on the right see [`matmul`](Tensor::matmul).
    ///
    /// # Shapes
    /// `(…, M, K)` × `(…, K, N)` → `(…, M, N)`, with one or two batch axes
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Tensor::from([[[1, 2]], [[3, 4]]]);
    /// let b = Tensor::from([[[1], [1]], [[10], [10]]]);
    /// assert_eq!(a.bmm(&b), Tensor::from([[[3]], [[70]]]));
    /// ```
    #[inline]
    pub fn bmm<R: Factor<bmm, S>>(&self, b: &Tensor<T, R>) -> Tensor<T, R::Product> {
        R::product(self, b)
    }
}

macro_rules! bmm {
    ($(($($A:ident),+))*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($A: Axis,)+ M: Axis, K: Axis, N: Axis> Factor<bmm, ($($A,)+ M, K)> for ($($A,)+ K, N) {
            type Product = ($($A,)+ M, N);
            #[inline(always)]
            fn product<T: Number>(a: &Tensor<T, ($($A,)+ M, K)>, b: &Tensor<T, Self>) -> Tensor<T, Self::Product> {
                eval2::<bmm, _, _>(a, b)
            }
        }
        method!(bmm for [T: Number, $($A: Axis,)+ M: Axis, K: Axis] Tensor<T, ($($A,)+ M, K)>);

        impl<T: Number, $($A: Axis,)+ M: Axis, K: Axis, N: Axis>
            Rule<(Tensor<T, ($($A,)+ M, K)>, Tensor<T, ($($A,)+ K, N)>)> for bmm
        {
            type Out = Tensor<T, ($($A,)+ M, N)>;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, Yes, No);
        }
        impl<T: Number, $($A: Axis,)+ M: Axis, K: Axis, N: Axis>
            Op2<Tensor<T, ($($A,)+ M, K)>, Tensor<T, ($($A,)+ K, N)>> for bmm
        {
            #[inline(always)]
            fn forward(
                a: &Tensor<T, ($($A,)+ M, K)>,
                b: &Tensor<T, ($($A,)+ K, N)>,
                out: &mut Self::Out,
                _: &mut (), _: &mut ()) {
                multiply_each::<Ab<(M,), (K,), (N,)>, T>(a.as_slice(), b.as_slice(), out.as_mut_slice(), Scale::Set);
            }
            /// da = ct·bᵀ, db = aᵀ·ct, matrix by matrix
            #[inline(always)]
            fn backward<MA: Mode, MB: Mode>(
                a: Kept<'_, Tensor<T, ($($A,)+ M, K)>>,
                b: Kept<'_, Tensor<T, ($($A,)+ K, N)>>,
                _: Gone<'_, Self::Out>,
                _: &(),
                _: &mut (),
                ct: &Self::Out,
                da: Sink<'_, Tensor<T, ($($A,)+ M, K)>, MA>,
                db: Sink<'_, Tensor<T, ($($A,)+ K, N)>, MB>,
            ) {
                let (a, b, ct) = (a.as_slice(), b.as_slice(), ct.as_slice());
                if let Some(da) = da.slot() {
                    multiply_each::<Abt<(M,), (N,), (K,)>, T>(ct, b, da.as_mut_slice(), Scale::of::<MA>());
                }
                if let Some(db) = db.slot() {
                    multiply_each::<Atb<(K,), (M,), (N,)>, T>(a, ct, db.as_mut_slice(), Scale::of::<MB>());
                }
            }
        }
    )*};
}
bmm! { (A) (A, B) }

#[cfg(test)]
pub(super) fn cases() {
    check!(bmm, |T| random::<Tensor<T, shape![2, 3, 4]>>(1), random::<Tensor<T, shape![2, 4, 2]>>(2));
    check!(bmm, |T| random::<Tensor<T, shape![2, 2, 3, 1]>>(1), random::<Tensor<T, shape![2, 2, 1, 2]>>(2));
}
