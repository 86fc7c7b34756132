//! Small linear algebra: systems of equations, inverses, Cholesky factors.
//!
//! A matrix counts as singular (or as not positive definite) if a pivot is lost in the rounding errors of the numbers
//! that it came from: with exact 0 alone, two columns that depend on each other would often pass. Scale does not matter:
//! a diagonal matrix of 1 and 1e−200 is regular.

use core::fmt;

use crate::axis::Axis;
use crate::element::{Element, Real};
use crate::kernels::factor::{self, BadPivot};
use crate::matrix::SquareShape;
use crate::shape::Shape;
use crate::storage::{Zeroed, same};
use crate::tensor::Tensor;

pub use crate::kernels::factor::Factors;

/// Why a system of equations has no single solution.
///
/// ```
/// use tapeless::linalg::Singular;
/// use tapeless::prelude::*;
/// let singular = Matrix::from([[1.0, 2.0], [2.0, 4.0]]).inverse().unwrap_err();
/// assert_eq!(singular, Singular { rank: 1, size: 2, pivot: 0.0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Singular {
    /// How many independent rows the matrix has, to working precision.
    pub rank: usize,
    /// How many it needs.
    pub size: usize,
    /// What was left for the next pivot.
    pub pivot: f64,
}

/// Why a matrix has no Cholesky factor.
///
/// ```
/// use tapeless::linalg::NotPositiveDefinite;
/// use tapeless::prelude::*;
/// let error = Matrix::from([[1.0, 0.0], [0.0, -3.0]]).cholesky().unwrap_err();
/// assert_eq!(error, NotPositiveDefinite { row: 1, pivot: -3.0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotPositiveDefinite {
    /// The row, counted from 0, whose pivot is not positive.
    pub row: usize,
    /// The pivot.
    pub pivot: f64,
}

impl fmt::Display for Singular {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Singular { rank, size, pivot } = self;
        write!(f, "the matrix is singular: expected rank {size}, found {rank} (the next pivot is {pivot:e})")
    }
}
impl fmt::Display for NotPositiveDefinite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let NotPositiveDefinite { row, pivot } = self;
        write!(
            f,
            "the matrix is not positive definite: expected a positive pivot in row {row}, found {pivot:e}"
        )
    }
}
impl core::error::Error for Singular {}
impl core::error::Error for NotPositiveDefinite {}

fn plain<T: Real>(x: T) -> f64 {
    num_traits::ToPrimitive::to_f64(&x.primal()).unwrap_or(f64::NAN)
}

/// The right-hand side of equations in as many unknowns as the axis `N` has positions: one vector `(N,)`, or the
/// columns of a matrix `(N, K)`.
///
/// ```
/// use tapeless::linalg::{RightSide, Singular};
/// use tapeless::prelude::*;
/// fn half<N: Axis, R: RightSide<N>>(a: &Tensor<f64, (N, N)>, b: &Tensor<f64, R>) -> Result<Tensor<f64, R>, Singular> {
///     Ok(a.solve(b)? * 0.5)
/// }
/// assert_eq!(half(&Matrix::eye(), &Vector::from([2.0, 4.0])), Ok(Vector::from([1.0, 2.0])));
/// ```
#[diagnostic::on_unimplemented(
    message = "{Self} is no right-hand side for a matrix of shape ({N}, {N})",
    label = "a right-hand side of this shape",
    note = "the right-hand side is a vector of as many elements as the matrix has rows, or a matrix of as many rows"
)]
pub trait RightSide<N: Axis>: Shape {}
#[diagnostic::do_not_recommend]
impl<N: Axis> RightSide<N> for (N,) {}
#[diagnostic::do_not_recommend]
impl<N: Axis, K: Axis> RightSide<N> for (N, K) {}

impl<T: Real, N: Axis> Factors<T, N> {
    /// The factors of `a`.
    ///
    /// # Errors
    /// If `a` is singular.
    ///
    /// ```
    /// use tapeless::linalg::Factors;
    /// use tapeless::prelude::*;
    /// assert!(Factors::of(&Matrix::from([[0.0, 2.0], [1.0, 1.0]])).is_ok());
    /// assert!(Factors::of(&Matrix::<f32, 2, 2>::ones()).is_err());
    /// ```
    pub fn of(a: &Tensor<T, (N, N)>) -> Result<Self, Singular> {
        let mut factors = Self::ZERO;
        factors.factor(a);
        match factors.bad_pivot(a) {
            None => Ok(factors),
            Some(BadPivot { index, value }) => {
                Err(Singular { rank: index, size: N::LEN, pivot: plain(value) })
            }
        }
    }
}

impl<T: Real, N: Axis> Tensor<T, (N, N)> {
    /// The matrix with ones on its diagonal.
    fn identity() -> Self {
        Self::from_index(|i| if i / N::LEN == i % N::LEN { T::ONE } else { T::ZERO })
    }
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The solution of A·x = b, by LU factors with complete pivoting.
    ///
    /// # Shapes
    /// `(N, N)` and `(N,)` → `(N,)`, or with the columns of a matrix `(N, K)` → `(N, K)`
    ///
    /// # Errors
    /// If the matrix is singular to working precision, or has a NaN or an infinity (where NumPy gives NaN or 0).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[0.0, 2.0], [1.0, 1.0]]);
    /// assert_eq!(a.solve(&Vector::from([2.0, 3.0])), Ok(Vector::from([2.0, 1.0])));
    ///
    /// let error = Matrix::from([[1.0, 2.0], [2.0, 4.0]]).solve(&Vector::from([1.0, 1.0])).unwrap_err();
    /// assert_eq!(error.to_string(), "the matrix is singular: expected rank 2, found 1 (the next pivot is 0e0)");
    /// ```
    pub fn solve<N: Axis, R: RightSide<N>>(&self, b: &Tensor<T, R>) -> Result<Tensor<T, R>, Singular>
    where
        T: Real,
        S: SquareShape<Side = N>,
    {
        let (factors, mut x) = (Factors::of(same::<_, Tensor<T, (N, N)>>(self))?, b.clone());
        factors.solve(x.as_mut_slice());
        Ok(x)
    }

    /// The solution of A·x = b for a symmetric positive definite A, as in least squares by the normal equation.
    ///
    /// Only the lower half of A is read.
    ///
    /// # Shapes
    /// `(N, N)` and `(N,)` → `(N,)`, or with the columns of a matrix `(N, K)` → `(N, K)`
    ///
    /// # Errors
    /// If A is not positive definite to working precision, as when two columns of the data depend on each other, or a
    /// pivot is NaN (where NumPy gives NaN).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[4.0, 2.0], [2.0, 10.0]]);
    /// assert_eq!(a.solve_spd(&Vector::from([8.0, 22.0])), Ok(Vector::from([1.0, 2.0])));
    /// ```
    pub fn solve_spd<N: Axis, R: RightSide<N>>(
        &self,
        b: &Tensor<T, R>,
    ) -> Result<Tensor<T, R>, NotPositiveDefinite>
    where
        T: Real,
        S: SquareShape<Side = N>,
    {
        let (l, mut x) = (self.cholesky()?, b.clone());
        let at = |i: usize, j: usize| l.as_slice().get(i * N::LEN + j).copied().unwrap_or(T::ZERO);
        factor::solve_lower(N::LEN, at, x.as_mut_slice());
        factor::solve_upper(N::LEN, |i, j| at(j, i), x.as_mut_slice());
        Ok(x)
    }

    /// The inverse matrix, by LU factors with complete pivoting.
    ///
    /// A·A⁻¹ = A⁻¹·A = I
    ///
    /// # Shapes
    /// `(N, N)` → `(N, N)`
    ///
    /// # Errors
    /// If the matrix is singular to working precision, or has a NaN or an infinity (where NumPy gives NaN or 0).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[0.0, 2.0], [1.0, 1.0]]);
    /// assert_eq!(a.inverse(), Ok(Matrix::from([[-0.5, 1.0], [0.5, 0.0]])));
    /// ```
    pub fn inverse<N: Axis>(&self) -> Result<Tensor<T, (N, N)>, Singular>
    where
        T: Real,
        S: SquareShape<Side = N>,
    {
        self.solve(&Tensor::identity())
    }

    /// The lower triangular L with A = L·Lᵀ, of a symmetric positive definite matrix.
    ///
    /// Only the lower half of A is read.
    ///
    /// # Shapes
    /// `(N, N)` → `(N, N)`
    ///
    /// # Errors
    /// If a pivot is not positive to working precision, or is NaN (where NumPy gives NaN).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[4.0, 2.0], [2.0, 10.0]]);
    /// assert_eq!(a.cholesky(), Ok(Matrix::from([[2.0, 0.0], [1.0, 3.0]])));
    ///
    /// let error = Matrix::from([[1.0, 2.0], [2.0, 1.0]]).cholesky().unwrap_err();
    /// assert_eq!((error.row, error.pivot), (1, -3.0));
    /// ```
    pub fn cholesky<N: Axis>(&self) -> Result<Tensor<T, (N, N)>, NotPositiveDefinite>
    where
        T: Real,
        S: SquareShape<Side = N>,
    {
        let mut l = Tensor::ZERO;
        match factor::cholesky(N::LEN, self.as_slice(), l.as_mut_slice()) {
            Ok(()) => Ok(l),
            Err(BadPivot { index, value }) => Err(NotPositiveDefinite { row: index, pivot: plain(value) }),
        }
    }

    /// The inverse of a symmetric positive definite matrix.
    ///
    /// Only the lower half of A is read.
    ///
    /// A·A⁻¹ = A⁻¹·A = I
    ///
    /// # Shapes
    /// `(N, N)` → `(N, N)`
    ///
    /// # Errors
    /// If A is not positive definite to working precision, or a pivot is NaN (where NumPy gives NaN).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[4.0, 0.0], [0.0, 16.0]]);
    /// assert_eq!(a.inverse_spd(), Ok(Matrix::from([[0.25, 0.0], [0.0, 0.0625]])));
    /// ```
    pub fn inverse_spd<N: Axis>(&self) -> Result<Tensor<T, (N, N)>, NotPositiveDefinite>
    where
        T: Real,
        S: SquareShape<Side = N>,
    {
        self.solve_spd(&Tensor::identity())
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[test]
    fn scale_alone_makes_no_matrix_singular() {
        let tiny = Matrix::from([[1.0, 0.0], [0.0, 1e-200]]);
        assert_eq!(tiny.solve(&Vector::from([1.0, 1e-200])), Ok(Vector::from([1.0, 1.0])));
        let uneven = Matrix::from([[1.0, 1e20], [0.0, 1.0]]);
        assert_eq!(uneven.solve(&Vector::from([1e20, 1.0])), Ok(Vector::from([0.0, 1.0])));
        assert!(tiny.cholesky().is_ok());
    }

    #[test]
    fn columns_that_depend_on_each_other_are_found_in_spite_of_rounding() {
        let x = Matrix::from([[0.1, 0.3], [0.2, 0.6], [0.7, 2.1]]);
        let normal = Matrix::<f64, 2, 2>::from_index(|i| {
            (0..3).map(|row| x.as_slice()[row * 2 + i / 2] * x.as_slice()[row * 2 + i % 2]).sum()
        });
        assert_eq!(normal.cholesky().unwrap_err().row, 1);
        assert_eq!(normal.solve(&Vector::from([1.0, 1.0])).unwrap_err().rank, 1);
    }

    #[test]
    fn what_is_not_a_number_is_an_error() {
        assert!(Matrix::from([[f64::NAN]]).solve(&Vector::from([1.0])).unwrap_err().pivot.is_nan());
        assert!(Matrix::from([[1.0, 0.0], [f64::NAN, 1.0]]).inverse().is_err());
        assert!(Matrix::from([[1.0, 0.0], [f64::NAN, 1.0]]).inverse_spd().is_err());
        assert_eq!(Matrix::<f64, 2, 2>::zeros().inverse().unwrap_err().rank, 0);
    }

    #[test]
    fn a_system_without_unknowns_is_solved() {
        assert_eq!(Matrix::<f64, 0, 0>::zeros().solve(&Vector::zeros()), Ok(Vector::<f64, 0>::zeros()));
        assert_eq!(Matrix::<f64, 0, 0>::zeros().inverse_spd(), Ok(Matrix::zeros()));
    }

    #[test]
    fn only_the_lower_half_is_read() {
        let a = Matrix::from([[4.0, f64::NAN], [2.0, 10.0]]);
        assert_eq!(a.solve_spd(&Vector::from([8.0, 22.0])), Ok(Vector::from([1.0, 2.0])));
    }
}
