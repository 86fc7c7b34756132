use crate::ops::prelude::*;

operation!(row);

impl<T: Element, S: HasAxis<0>> Tensor<T, S> {
    /// The row number `i`, known when the program runs: one position of the leading axis, which is dropped.
    ///
    /// `x.row(t)` is how a loop in a differentiable function walks over a sequence. For static positions see
    /// [`slice`](Tensor::slice).
    ///
    /// yⱼ… = xᵢⱼ…
    ///
    /// # Shapes
    /// `(A, B, …)` → `(B, …)`
    ///
    /// # Panics
    /// If `i` is not below the length of the leading axis.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1, 2], [3, 4], [5, 6]]);
    /// assert_eq!(x.row(2), Vector::from([5, 6]));
    /// ```
    pub fn row(&self, i: usize) -> Tensor<T, S::Without> {
        eval2::<row, _, _>(self, &i)
    }
}
method!(row for [T: Element, S: HasAxis<0>] Tensor<T, S>);

fn row_of<S: HasAxis<0>>(i: usize) -> Moves {
    assert!(i < AxisOf::<S, 0>::LEN, "row {i} is out of range of a tensor of shape {:?}", S::LENGTHS);
    Moves::straight(S::Without::NUMEL).from(i * S::Without::NUMEL)
}

movement! {
    row: Op2 [S: HasAxis<0>] S, i: usize, (Yes N) => S::Without;
    row_of::<S>(*i)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(row, |T| random::<Tensor<T, D2<3, 4>>>(1), 2usize);
    check!(row, |T| random::<Tensor<T, shape![2, 3, 4]>>(1), 0usize);
    check!(row, |T| random::<Tensor<T, D1<3>>>(1), 1usize);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "row 3 is out of range of a tensor of shape [3, 4]"]
    fn a_row_out_of_range_says_index_and_shape() {
        Matrix::<f32, 3, 4>::zeros().row(3);
    }
}
