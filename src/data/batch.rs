//! Rows in mini-batches of static size.

use crate::axis::{Axis, Dim};
use crate::element::{Element, Real};
use crate::labels::{LabelError, Labels};
use crate::shape::Shape;
use crate::tensor::{Tensor, Vector};

/// Up to `B` examples, by their row numbers. Where there are fewer, the rest of the batch is padding.
///
/// [`full_batches`] and [`padded_batches`] give them.
///
/// ```
/// use tapeless::data::{Batch, padded_batches};
/// use tapeless::prelude::*;
///
/// /// How much of a batch are examples.
/// fn filled<const B: usize>(batch: &Batch<B>) -> f32 {
///     batch.weights::<f32>().mean()
/// }
/// let batches: Vec<Batch<4>> = padded_batches(&[0, 1, 2, 3, 4]).collect();
/// assert_eq!((filled(&batches[0]), filled(&batches[1])), (1.0, 0.25));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a, const B: usize> {
    rows: &'a [usize],
}

/// The rows in batches of exactly `B`: what is left over at the end is dropped.
///
/// ```
/// use tapeless::data::full_batches;
/// let batches: Vec<_> = full_batches::<2>(&[7, 8, 9]).map(|batch| batch.rows().to_vec()).collect();
/// assert_eq!(batches, [[7, 8]]);
/// ```
pub fn full_batches<const B: usize>(rows: &[usize]) -> impl ExactSizeIterator<Item = Batch<'_, B>> {
    const { assert!(B > 0, "a batch holds at least one example") };
    rows.chunks_exact(B).map(|rows| Batch { rows })
}

/// The rows in batches of `B`: the last one is padded, see [`Batch::weights`].
///
/// ```
/// use tapeless::data::padded_batches;
/// use tapeless::prelude::*;
/// let last = padded_batches::<2>(&[7, 8, 9]).last().unwrap();
/// assert_eq!(last.rows(), [9]);
/// assert_eq!(last.weights(), Vector::from([1.0, 0.0]));
/// ```
pub fn padded_batches<const B: usize>(rows: &[usize]) -> impl ExactSizeIterator<Item = Batch<'_, B>> {
    const { assert!(B > 0, "a batch holds at least one example") };
    rows.chunks(B).map(|rows| Batch { rows })
}

impl<'a, const B: usize> Batch<'a, B> {
    /// The row numbers of the examples, without padding: at most `B`.
    pub fn rows(&self) -> &'a [usize] {
        self.rows
    }

    /// 1 for every example, 0 for padding.
    ///
    /// Σ wᵢ lossᵢ / Σ wᵢ is the mean loss of the examples.
    ///
    /// # Shapes
    /// → `(B)`
    pub fn weights<T: Real>(&self) -> Vector<T, B> {
        Vector::from_index(|i| if i < self.rows.len() { T::ONE } else { T::ZERO })
    }

    /// Fills a tensor whose first axis is the batch: `example` writes the elements of one row. Padding becomes zero.
    ///
    /// # Shapes
    /// `(B, …)`; `example` sees the row number and the elements of `(…)`, in row-major order
    ///
    /// ```
    /// use tapeless::data::padded_batches;
    /// use tapeless::prelude::*;
    /// let table = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
    /// let mut x = Matrix::zeros();
    /// for batch in padded_batches::<2>(&[2, 0, 1]) {
    ///     batch.read(&mut x, |row, features| features.copy_from_slice(&table[row]));
    /// }
    /// assert_eq!(x, Matrix::from([[3.0, 4.0], [0.0, 0.0]]));
    /// ```
    pub fn read<T: Element, S: Batched<B>>(
        &self,
        tensor: &mut Tensor<T, S>,
        mut example: impl FnMut(usize, &mut [T]),
    ) {
        let (examples, padding) = tensor.as_mut_slice().split_at_mut(S::NUMEL / B * self.rows.len());
        for (i, &row) in self.rows.iter().enumerate() {
            example(row, &mut examples[S::NUMEL / B * i..][..S::NUMEL / B]);
        }
        padding.fill(T::ZERO);
    }

    /// The classes of the examples; padding has class 0.
    ///
    /// # Shapes
    /// → `B` out of `C`
    ///
    /// # Errors
    /// If a label is not below `C`.
    ///
    /// ```
    /// use tapeless::data::padded_batches;
    /// use tapeless::prelude::*;
    /// let classes = [2u8, 0, 1];
    /// let batch = padded_batches::<2>(&[0, 1]).next().unwrap();
    /// let labels: Labels<2, 3> = batch.labels(|row| classes[row])?;
    /// assert_eq!(labels.as_slice(), [2, 0]);
    /// # Ok::<(), tapeless::LabelError>(())
    /// ```
    pub fn labels<const C: usize, I: crate::Class>(
        &self,
        label: impl Fn(usize) -> I,
    ) -> Result<Labels<B, C>, LabelError> {
        let mut found = [0; B];
        for (found, &row) in found.iter_mut().zip(self.rows) {
            *found = label(row).class();
        }
        Labels::from_slice(&found)
    }
}

/// A shape whose first axis is a batch of `B` examples: any of rank 1 to 6 that begins with `Dim<B>`.
///
/// ```
/// use tapeless::data::{Batch, Batched};
/// use tapeless::prelude::*;
///
/// fn ones<const B: usize, S: Batched<B>>(batch: &Batch<B>, tensor: &mut Tensor<f32, S>) {
///     batch.read(tensor, |_, example| example.fill(1.0));
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a batch of {B} examples does not fill a tensor of shape {Self}",
    label = "the first axis of this tensor is not `Dim<{B}>`",
    note = "give the tensor a first axis of {B}, or batch the rows by its first axis"
)]
pub trait Batched<const B: usize>: Shape {}
macro_rules! batched {
    ($(($($A:ident),*))*) => {$(
        #[diagnostic::do_not_recommend]
        impl<const B: usize, $($A: Axis),*> Batched<B> for (Dim<B>, $($A,)*) {}
    )*};
}
batched!(()(C)(C, D)(C, D, E)(C, D, E, F)(C, D, E, F, G));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::{Matrix, Tensor3};

    #[test]
    fn every_row_once_and_padding_zero() {
        let rows = [4, 2, 0, 1, 3];
        let mut seen = std::vec::Vec::new();
        let mut x = Tensor3::<f32, 2, 1, 3>::from_index(|_| 9.0);
        let batches = padded_batches::<2>(&rows);
        assert_eq!(batches.len(), 3);
        for batch in batches {
            batch.read(&mut x, |row, slots| {
                seen.push(row);
                slots.fill(row as f32);
            });
        }
        assert_eq!(seen, rows);
        assert_eq!(x.as_slice(), [3.0, 3.0, 3.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn fewer_rows_than_a_batch() {
        assert_eq!(full_batches::<4>(&[1, 2, 3]).len(), 0);
        assert_eq!(full_batches::<4>(&[]).len() + padded_batches::<4>(&[]).len(), 0);
        let batch = padded_batches::<4>(&[1]).next().unwrap();
        assert_eq!(batch.weights::<f64>().as_slice(), [1.0, 0.0, 0.0, 0.0]);
    }

    #[test]
    fn targets_are_vectors_and_empty_rows_are_nothing() {
        let batch = full_batches::<2>(&[5, 6]).next().unwrap();
        let mut y = Vector::<f64, 2>::zeros();
        batch.read(&mut y, |row, target| target[0] = row as f64);
        assert_eq!(y.as_slice(), [5.0, 6.0]);
        batch.read(&mut Matrix::<f64, 2, 0>::zeros(), |_, features| assert!(features.is_empty()));
    }

    #[test]
    fn labels_out_of_range_are_refused() {
        let batch = padded_batches::<3>(&[10, 11]).next().unwrap();
        let labels = batch.labels::<2, u8>(|row| (row == 11) as u8).unwrap();
        assert_eq!(labels.as_slice(), [0, 1, 0]);
        let error = batch.labels::<2, u8>(|_| 2).unwrap_err();
        assert_eq!(error, LabelError::OutOfRange { index: 0, found: 2, classes: 2 });
    }
}
