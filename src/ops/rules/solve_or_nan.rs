use crate::linalg::{Factors, RightSide};
use crate::ops::prelude::*;

/// The operation behind [`Tensor::solve_or_nan`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum solve_or_nan {}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The solution of A·x = b, or NaN if A is singular: [`solve`](Tensor::solve) for differentiable functions.
    ///
    /// x = A⁻¹·b, db = A⁻ᵀ·ct, dA = −db·xᵀ
    ///
    /// A matrix with a NaN or an infinity counts as singular, and all of x is NaN (where NumPy's has numbers beside it).
    ///
    /// # Shapes
    /// `(N, N)` and `(N,)` → `(N,)`, or with the columns of a matrix `(N, K)` → `(N, K)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let a = Matrix::from([[0.0, 2.0], [1.0, 1.0]]);
    /// assert_eq!(a.solve_or_nan(&Vector::from([2.0, 3.0])), Vector::from([2.0, 1.0]));
    /// ```
    ///
    /// Source: Giles, *Collected Matrix Derivative Results for Forward and Reverse Mode Algorithmic Differentiation* (2008), 2.3.1.
    pub fn solve_or_nan<N: Axis, R: RightSide<N>>(&self, b: &Tensor<T, R>) -> Tensor<T, R>
    where
        T: Real,
        S: SquareShape<Side = N>,
    {
        eval2::<solve_or_nan, Tensor<T, (N, N)>, _>(same(self), b)
    }
}
method!(solve_or_nan for [T: Real, N: Axis] Tensor<T, (N, N)>);

impl<T: Real, N: Axis, R: RightSide<N>> Rule<(Tensor<T, (N, N)>, Tensor<T, R>)> for solve_or_nan {
    type Out = Tensor<T, R>;
    type Saved = Factors<T, N>;
    /// db
    type Scratch = Tensor<T, R>;
    type Needs = (No, No, Yes);
}
impl<T: Real, N: Axis, R: RightSide<N>> Op2<Tensor<T, (N, N)>, Tensor<T, R>> for solve_or_nan {
    fn forward(
        a: &Tensor<T, (N, N)>,
        b: &Tensor<T, R>,
        x: &mut Tensor<T, R>,
        factors: &mut Factors<T, N>,
        _: &mut Tensor<T, R>,
    ) {
        factors.factor(a);
        if factors.bad_pivot(a).is_some() {
            return x.as_mut_slice().fill(T::NAN);
        }
        x.assign(b);
        factors.solve(x.as_mut_slice());
    }
    fn backward<MA: Mode, MB: Mode>(
        _: Gone<'_, Tensor<T, (N, N)>>,
        _: Gone<'_, Tensor<T, R>>,
        x: Kept<'_, Tensor<T, R>>,
        factors: &Factors<T, N>,
        cotangent: &mut Tensor<T, R>,
        ct: &Tensor<T, R>,
        da: Sink<'_, Tensor<T, (N, N)>, MA>,
        db: Sink<'_, Tensor<T, R>, MB>,
    ) {
        if !MA::ACTIVE && !MB::ACTIVE {
            return;
        }
        cotangent.assign(ct);
        factors.solve_transposed(cotangent.as_mut_slice());
        db.put(cotangent);
        let width = R::NUMEL.checked_div(N::LEN).unwrap_or(0);
        let row = |of: &Tensor<T, R>, i, column| of.as_slice()[i * width + column];
        send(da, |at| {
            (0..width).fold(T::ZERO, |sum, column| {
                sum - row(cotangent, at / N::LEN, column) * row(&x, at % N::LEN, column)
            })
        });
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(solve_or_nan, |T| random::<Tensor<T, D2<3, 3>>>(1), random::<Tensor<T, D1<3>>>(2));
    check!(solve_or_nan, |T| random::<Tensor<T, D2<3, 3>>>(1), random::<Tensor<T, D2<3, 2>>>(2));
    let singular = Matrix::from([[1.0, 2.0], [2.0, 4.0]]);
    assert!(singular.solve_or_nan(&Vector::from([1.0, 2.0])).as_slice().iter().all(|x| x.is_nan()));
}
