use crate::ops::prelude::*;

operation!(col);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The column number `j` of a matrix, known when the program runs.
    ///
    /// For static positions see [`slice`](Tensor::slice).
    ///
    /// yᵢ = xᵢⱼ
    ///
    /// # Shapes
    /// `(M, N)` → `(M,)`
    ///
    /// # Panics
    /// If `j` is not below the number of columns.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1, 2], [3, 4], [5, 6]]).col(1), Vector::from([2, 4, 6]));
    /// ```
    pub fn col<M: Axis, N: Axis>(&self, j: usize) -> Tensor<T, (M,)>
    where
        S: MatrixShape<Rows = M, Columns = N>,
    {
        eval2::<col, Tensor<T, (M, N)>, _>(same(self), &j)
    }
}
method!(col for [T: Element, M: Axis, N: Axis] Tensor<T, (M, N)>);

fn column<A: Axis, B: Axis>(j: usize) -> Moves {
    assert!(j < B::LEN, "column {j} is out of range of a tensor of shape {:?}", [A::LEN, B::LEN]);
    Moves::rows(A::LEN, 1, B::LEN, 1).from(j)
}

movement! {
    col: Op2 [A: Axis, B: Axis] (A, B), j: usize, (Yes N) => (A,);
    column::<A, B>(*j)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(col, |T| random::<Tensor<T, D2<3, 4>>>(1), 2usize);
    check!(col, |T| random::<Tensor<T, shape![3, 1]>>(1), 0usize);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "column 4 is out of range of a tensor of shape [3, 4]"]
    fn a_column_out_of_range_says_index_and_shape() {
        Matrix::<f32, 3, 4>::zeros().col(4);
    }
}
