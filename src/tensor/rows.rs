//! Rows by reference: a tensor seen as a slice of tensors of one rank less.

use super::Tensor;
use crate::axes::{AxisOf, HasAxis};
use crate::element::Element;
use crate::shape::{Shape, positions};
use crate::storage;

/// How many rows a tensor of this shape has.
const fn count<S: HasAxis<0>>() -> usize {
    let count = positions::<AxisOf<S, 0>>();
    assert!(count * S::Without::NUMEL == S::NUMEL, "an axis and the rest make the shape");
    count
}

impl<T: Element, S: HasAxis<0>> Tensor<T, S> {
    /// The rows along the first axis, as a slice: nothing is copied.
    ///
    /// # Shapes
    /// `(A, B, …)` → A times `(B, …)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let points = Matrix::from([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]);
    /// for point in points.rows() {
    ///     assert_eq!(point[[1]] - point[[0]], 1.0);
    /// }
    /// assert_eq!(points.rows().last(), Some(&Vector::from([5.0, 6.0])));
    /// ```
    #[inline(always)]
    pub fn rows(&self) -> &[Tensor<T, S::Without>] {
        // SAFETY: a tensor is nothing but its elements, and `count` has checked that so many rows have as many.
        unsafe { storage::flat(self, const { count::<S>() }) }
    }

    /// The rows along the first axis, to write through.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut m = Matrix::<i32, 2, 2>::zeros();
    /// m.rows_mut()[1] = Vector::from([3, 4]);
    /// assert_eq!(m, Matrix::from([[0, 0], [3, 4]]));
    /// ```
    #[inline(always)]
    pub fn rows_mut(&mut self) -> &mut [Tensor<T, S::Without>] {
        // SAFETY: as in `rows`.
        unsafe { storage::flat_mut(self, const { count::<S>() }) }
    }

    /// One row by reference; `row` copies.
    ///
    /// # Panics
    /// If there is no such row.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let m = Matrix::from([[1, 2], [3, 4]]);
    /// assert_eq!(m.row_ref(1), &Vector::from([3, 4]));
    /// ```
    #[inline(always)]
    #[track_caller]
    pub fn row_ref(&self, i: usize) -> &Tensor<T, S::Without> {
        match self.rows().get(i) {
            Some(row) => row,
            None => no_row::<S>(i),
        }
    }

    /// One row, to write through.
    ///
    /// # Panics
    /// If there is no such row.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Matrix::from([[1, 2], [3, 4]]);
    /// x.row_mut(1).fill(0);
    /// assert_eq!(x, Matrix::from([[1, 2], [0, 0]]));
    /// ```
    #[inline(always)]
    #[track_caller]
    pub fn row_mut(&mut self, i: usize) -> &mut Tensor<T, S::Without> {
        match self.rows_mut().get_mut(i) {
            Some(row) => row,
            None => no_row::<S>(i),
        }
    }
}

#[cold]
#[track_caller]
fn no_row<S: Shape>(i: usize) -> ! {
    panic!("row {i} is out of range of a tensor of shape {:?}", S::LENGTHS)
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[test]
    fn rows_of_rows_are_the_elements() {
        let mut t = Tensor3::<usize, 2, 3, 4>::from_index(|i| i);
        let places = t.rows().iter().flat_map(|m| m.rows()).flat_map(|v| v.rows()).map(|x| x[[]]);
        assert!(places.eq(0..24));
        t.row_mut(1).row_mut(2)[[3]] = 0;
        assert_eq!((t[[1, 2, 3]], t.row_ref(1).row_ref(2)[[2]]), (0, 22));
    }

    #[test]
    fn empty_rows_are_still_rows() {
        assert_eq!(Matrix::<f32, 3, 0>::zeros().rows().len(), 3);
        assert_eq!(Matrix::<f32, 0, 3>::zeros().rows().len(), 0);
        assert_eq!(Matrix::<f32, 3, 0>::zeros().rows_mut()[2].as_slice(), [0.0; 0]);
    }

    #[test]
    #[should_panic = "row 2 is out of range of a tensor of shape [2, 3]"]
    fn a_row_out_of_range_says_row_and_shape() {
        Matrix::<f32, 2, 3>::zeros().row_ref(2);
    }
}
