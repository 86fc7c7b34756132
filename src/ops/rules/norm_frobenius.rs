use super::norm_l2::NormL2;
use crate::ops::prelude::*;

/// The operation behind [`Tensor::norm_frobenius`].
#[allow(non_camel_case_types)]
pub type norm_frobenius = OverAll<NormL2>;

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The Frobenius norm of a matrix: the Euclidean norm of its elements.
    ///
    /// y = √(Σₘₙ xₘₙ²), with derivative 0 where y is 0
    ///
    /// # Shapes
    /// `(M, N)` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1.0, 2.0], [2.0, 4.0]]).norm_frobenius(), 5.0);
    /// ```
    pub fn norm_frobenius(&self) -> T
    where
        T: Real,
        S: MatrixShape,
    {
        eval1::<norm_frobenius, _>(self)
    }
}
method!(norm_frobenius for [T: Real, M: Axis, N: Axis] Tensor<T, (M, N)>);

#[cfg(test)]
pub(super) fn cases() {
    check!(norm_frobenius, |T| random::<Tensor<T, D2<3, 4>>>(1));
    assert_eq!(cotangents::<norm_frobenius, _>(&(Matrix::from([[0.0, 0.0]]),), &1.0).0, Matrix::from([[0.0, 0.0]]));
}
