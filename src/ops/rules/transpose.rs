use crate::ops::prelude::*;

operation!(transpose);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The matrix with rows and columns exchanged.
    ///
    /// yₙₘ = xₘₙ
    ///
    /// For other ranks see [`swap_axes`](Tensor::swap_axes) and [`permute`](Tensor::permute).
    ///
    /// # Shapes
    /// `(M, N)` → `(N, M)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1, 2, 3], [4, 5, 6]]);
    /// assert_eq!(x.transpose(), Matrix::from([[1, 4], [2, 5], [3, 6]]));
    /// ```
    pub fn transpose<M: Axis, N: Axis>(&self) -> Tensor<T, (N, M)>
    where
        S: MatrixShape<Rows = M, Columns = N>,
    {
        eval1::<transpose, Tensor<T, (M, N)>>(same(self))
    }

    /// Short for [`transpose`](Tensor::transpose).
    ///
    /// # Shapes
    /// `(M, N)` → `(N, M)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[true, false]]).t(), Matrix::from([[true], [false]]));
    /// ```
    pub fn t<M: Axis, N: Axis>(&self) -> Tensor<T, (N, M)>
    where
        S: MatrixShape<Rows = M, Columns = N>,
    {
        self.transpose()
    }
}
method!(transpose for [T: Element, M: Axis, N: Axis] Tensor<T, (M, N)>);
method!(transpose as t for [T: Element, M: Axis, N: Axis] Tensor<T, (M, N)>);

movement! {
    transpose: Op1 [A: Axis, B: Axis] (A, B) => (B, A);
    const { Moves::nested(&[B::LEN, A::LEN], &[1, B::LEN], &[A::LEN, 1]) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(transpose, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(transpose, |T| random::<Tensor<T, (One, Dim<4>)>>(1));
    let empty = Tensor::<f32, D2<0, 3>>::zeros().transpose();
    assert_eq!(empty.dims(), [3, 0]);
}
