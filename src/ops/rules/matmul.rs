use crate::kernels::product::{Ab, Abt, Atb, Scale, multiply};
use crate::ops::prelude::*;

operation!(matmul);

impl<T: Number, M: Axis, K: Axis> Tensor<T, (M, K)> {
    /// The matrix product.
    ///
    /// yₘₙ = Σₖ aₘₖ bₖₙ
    ///
    /// Also [`matvec`](Tensor::matvec), [`vecmat`](Tensor::vecmat), [`dot`](Tensor::dot), [`outer`](Tensor::outer) and
    /// [`bmm`](Tensor::bmm).
    ///
    /// # Shapes
    /// `(M, K)` × `(K, N)` → `(M, N)`, and for a batch of matrices on the left `(…, M, K)` × `(K, N)` → `(…, M, N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(a.matmul(&Matrix::from([[1.0], [1.0]])), Matrix::from([[3.0], [7.0]]));
    /// ```
    #[inline]
    pub fn matmul<N: Axis>(&self, b: &Tensor<T, (K, N)>) -> Tensor<T, (M, N)> {
        eval2::<matmul, _, _>(self, b)
    }
}

macro_rules! batches {
    ($(($($Batch:ident),+))*) => {$(
        impl<T: Number, $($Batch: Axis,)+ M: Axis, K: Axis> Tensor<T, ($($Batch,)+ M, K)> {
            /// Each matrix of a batch times one matrix.
            ///
            /// yₘₙ = Σₖ aₘₖ bₖₙ for each matrix a
            ///
            /// For a batch on both sides see [`bmm`](Tensor::bmm).
            ///
            /// # Shapes
            /// `(…, M, K)` × `(K, N)` → `(…, M, N)`
            ///
            /// ```
            /// use tapeless::prelude::*;
            /// let a = Tensor::from([[[1, 2]], [[3, 4]]]);
            /// assert_eq!(a.matmul(&Matrix::from([[1], [1]])), Tensor::from([[[3]], [[7]]]));
            /// ```
            #[inline]
            pub fn matmul<N: Axis>(&self, b: &Tensor<T, (K, N)>) -> Tensor<T, ($($Batch,)+ M, N)> {
                eval2::<matmul, _, _>(self, b)
            }
        }
    )*};
}
batches! { (A) (A, B) }

/// A batch of matrices times one matrix is one product: the rows of the batch are the rows of one matrix.
macro_rules! products {
    ($(($($Row:ident),+))*) => {$(
        method!(matmul for [T: Number, $($Row: Axis,)+ K: Axis] Tensor<T, ($($Row,)+ K)>);

        impl<T: Number, $($Row: Axis,)+ K: Axis, N: Axis> Rule<(Tensor<T, ($($Row,)+ K)>, Tensor<T, (K, N)>)> for matmul {
            type Out = Tensor<T, ($($Row,)+ N)>;
            type Saved = ();
            type Scratch = ();
            type Needs = (Yes, Yes, No);
        }
        impl<T: Number, $($Row: Axis,)+ K: Axis, N: Axis> Op2<Tensor<T, ($($Row,)+ K)>, Tensor<T, (K, N)>> for matmul {
            #[inline(always)]
            fn forward(a: &Tensor<T, ($($Row,)+ K)>, b: &Tensor<T, (K, N)>, out: &mut Self::Out, _: &mut (), _: &mut ()) {
                let (a, b, y) = (a.as_slice(), b.as_slice(), out.as_mut_slice());
                multiply::<Ab<($($Row,)+), (K,), (N,)>, T>(a, b, y, Scale::Set);
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
