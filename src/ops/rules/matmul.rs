use crate::ops::prelude::*;
use crate::kernels::product::{self, Scale};

/// The operation behind [`Tensor::matmul`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum matmul {}

impl<T: Real, M: Axis, K: Axis> Tensor<T, (M, K)> {
    /// The matrix product.
    ///
    /// yₘₙ = Σₖ aₘₖ bₖₙ
    ///
    /// # Shapes
    /// `(M, K)` × `(K, N)` → `(M, N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    /// assert_eq!(a.matmul(&Matrix::from([[1.0], [1.0]])), Matrix::from([[3.0], [7.0]]));
    /// ```
    pub fn matmul<N: Axis>(&self, b: &Tensor<T, (K, N)>) -> Tensor<T, (M, N)> {
        eval2::<matmul, _, _>(self, b)
    }
}
method!(matmul for [T: Real, M: Axis, K: Axis] Tensor<T, (M, K)>);

impl<T: Real, M: Axis, K: Axis, N: Axis> Rule<(Tensor<T, (M, K)>, Tensor<T, (K, N)>)> for matmul {
    type Out = Tensor<T, (M, N)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, No);
}
impl<T: Real, M: Axis, K: Axis, N: Axis> Op2<Tensor<T, (M, K)>, Tensor<T, (K, N)>> for matmul {
    #[inline(always)]
    fn forward(a: &Tensor<T, (M, K)>, b: &Tensor<T, (K, N)>, out: &mut Tensor<T, (M, N)>, _: &mut (), _: &mut ()) {
        product::ab(M::LEN, K::LEN, N::LEN, a.as_slice(), b.as_slice(), out.as_mut_slice(), Scale::Set);
    }
    /// da = ct·bᵀ, db = aᵀ·ct
    #[inline(always)]
    fn backward<MA: Mode, MB: Mode>(
        a: Kept<'_, Tensor<T, (M, K)>>,
        b: Kept<'_, Tensor<T, (K, N)>>,
        _: Gone<'_, Tensor<T, (M, N)>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, (M, N)>,
        da: Sink<'_, Tensor<T, (M, K)>, MA>,
        db: Sink<'_, Tensor<T, (K, N)>, MB>) {
        if let Some(da) = da.slot() {
            product::abt(M::LEN, N::LEN, K::LEN, ct.as_slice(), b.as_slice(), da.as_mut_slice(), Scale::of::<MA>());
        }
        if let Some(db) = db.slot() {
            product::atb(K::LEN, M::LEN, N::LEN, a.as_slice(), ct.as_slice(), db.as_mut_slice(), Scale::of::<MB>());
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(matmul, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<4, 2>>>(2));
}
