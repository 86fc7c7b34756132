use crate::kernels::product::{Ab, Abt, Atb, Scale, multiply};
use crate::ops::prelude::*;

operation!(matmul);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The matrix product, also of each matrix of a batch with one matrix.
    ///
    /// yₘₙ = Σₖ aₘₖ bₖₙ
    ///
    /// Also [`matvec`](Tensor::matvec), [`vecmat`](Tensor::vecmat), [`dot`](Tensor::dot), [`outer`](Tensor::outer), and
    /// [`bmm`](Tensor::bmm) for a batch on both sides.
    ///
    /// # Shapes
    /// `(M, K)` × `(K, N)` → `(M, N)`, and for a batch of matrices on the left `(…, M, K)` × `(K, N)` → `(…, M, N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(a.matmul(&Matrix::from([[1.0], [1.0]])), Matrix::from([[3.0], [7.0]]));
    ///
    /// let batch = Tensor::from([[[1, 2]], [[3, 4]]]);
    /// assert_eq!(batch.matmul(&Matrix::from([[1], [1]])), Tensor::from([[[3]], [[7]]]));
    /// ```
    #[inline]
    pub fn matmul<R: Factor<matmul, S>>(&self, b: &Tensor<T, R>) -> Tensor<T, R::Product> {
        R::product(self, b)
    }
}

/// A batch of matrices times one matrix is one product: the rows of the batch are the rows of one matrix.
macro_rules! products {
    ($(($($Row:ident),+))*) => {$(
        method!(matmul for [T: Number, $($Row: Axis,)+ K: Axis] Tensor<T, ($($Row,)+ K)>);

        #[diagnostic::do_not_recommend]
        impl<$($Row: Axis,)+ K: Axis, N: Axis> Factor<matmul, ($($Row,)+ K)> for (K, N) {
            type Product = ($($Row,)+ N);
            #[inline(always)]
            fn product<T: Number>(a: &Tensor<T, ($($Row,)+ K)>, b: &Tensor<T, (K, N)>) -> Tensor<T, Self::Product> {
                let mut out = Tensor::ZERO;
                multiply::<Ab<($($Row,)+), (K,), (N,)>, T>(a.as_slice(), b.as_slice(), out.as_mut_slice(), Scale::Set);
                out
            }
        }

        impl<T: Number, $($Row: Axis,)+ K: Axis, N: Axis> Rule<(Tensor<T, ($($Row,)+ K)>, Tensor<T, (K, N)>)> for matmul {
            type Out = Tensor<T, ($($Row,)+ N)>;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, Yes, No);
        }
        impl<T: Number, $($Row: Axis,)+ K: Axis, N: Axis> Op2<Tensor<T, ($($Row,)+ K)>, Tensor<T, (K, N)>> for matmul {
            #[inline(always)]
            fn forward(a: &Tensor<T, ($($Row,)+ K)>, b: &Tensor<T, (K, N)>, out: &mut Self::Out, _: &mut (), _: &mut ()) {
                multiply::<Ab<($($Row,)+), (K,), (N,)>, T>(a.as_slice(), b.as_slice(), out.as_mut_slice(), Scale::Set);
            }
            /// da = ct·bᵀ, db = aᵀ·ct
            #[inline(always)]
            fn backward<MA: Mode, MB: Mode>(
                a: Kept<'_, Tensor<T, ($($Row,)+ K)>>,
                b: Kept<'_, Tensor<T, (K, N)>>,
                _: Gone<'_, Self::Out>,
                _: &(),
                _: &mut (),
                ct: &Self::Out,
                da: Sink<'_, Tensor<T, ($($Row,)+ K)>, MA>,
                db: Sink<'_, Tensor<T, (K, N)>, MB>,
            ) {
                let (a, b, ct) = (a.as_slice(), b.as_slice(), ct.as_slice());
                if let Some(da) = da.slot() {
                    multiply::<Abt<($($Row,)+), (N,), (K,)>, T>(ct, b, da.as_mut_slice(), Scale::of::<MA>());
                }
                if let Some(db) = db.slot() {
                    multiply::<Atb<(K,), ($($Row,)+), (N,)>, T>(a, ct, db.as_mut_slice(), Scale::of::<MB>());
                }
            }
        }
    )*};
}
products! { (M) (A, M) (A, B, M) }

#[cfg(test)]
pub(super) fn cases() {
    check!(matmul, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<4, 2>>>(2));
    check!(matmul, |T| random::<Tensor<T, shape![2, 3, 4]>>(1), random::<Tensor<T, D2<4, 2>>>(2));
    check!(matmul, |T| random::<Tensor<T, shape![2, 2, 1, 4]>>(1), random::<Tensor<T, shape![4, 1]>>(2));
    let nothing = Matrix::<f32, 2, 0>::zeros().matmul(&Matrix::<f32, 0, 3>::zeros());
    assert_eq!(nothing, Matrix::from([[0.0; 3]; 2]));
    let infinite = Matrix::from([[f64::INFINITY, 1.0]]).matmul(&Matrix::from([[0.0], [1.0]]));
    assert!(infinite.as_slice()[0].is_nan());
}
