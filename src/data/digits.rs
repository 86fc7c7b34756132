//! The digits that the crate ships.

use super::batch::Batch;
use crate::labels::Labels;
use crate::tensor::Matrix;

/// A handwritten digit of 8 × 8 pixels, one of [`DIGITS`].
///
/// ```
/// use tapeless::data::{DIGITS, Digit};
/// fn ink(digit: &Digit) -> f32 {
///     digit.pixels().iter().sum()
/// }
/// let one = DIGITS.iter().find(|digit| digit.label() == 1).unwrap();
/// assert!(ink(one) > 10.0 && ink(one) < 32.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digit {
    /// Two pixels to a byte, the first in the lower four bits.
    packed: [u8; 32],
    label: u8,
}

impl Digit {
    /// The pixels, row by row, from 0 (paper) to 1 (ink) in steps of 1/15.
    pub fn pixels(&self) -> [f32; 64] {
        core::array::from_fn(|i| (self.packed[i / 2] >> (i % 2 * 4) & 15) as f32 / 15.0)
    }

    /// Which digit it is, 0 to 9.
    pub const fn label(&self) -> u8 {
        self.label
    }
}

/// 1,797 handwritten digits, about 180 of each: enough for a real classifier, small enough (59 KB) for a
/// microcontroller.
///
/// Source: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, test set, UCI Machine Learning
/// Repository, 1998, <https://doi.org/10.24432/C50P49>, CC BY 4.0. Changed: the darkest of the original's 17 shades is
/// merged with the next.
///
/// ```
/// use tapeless::data::DIGITS;
/// assert_eq!(DIGITS[0].label(), 0);
/// assert_eq!(DIGITS[0].pixels()[..4], [0.0, 0.0, 5.0 / 15.0, 13.0 / 15.0]);
/// ```
pub static DIGITS: [Digit; 1797] = unpack(include_bytes!("../../data/digits.bin").as_chunks().0);

const fn unpack(records: &[[u8; 33]]) -> [Digit; 1797] {
    let mut digits = [Digit { packed: [0; 32], label: 0 }; 1797];
    assert!(records.len() == digits.len());
    let mut i = 0;
    while i < records.len() {
        let (packed, label) = records[i].split_at(32);
        digits[i].packed.copy_from_slice(packed);
        digits[i].label = label[0];
        i += 1;
    }
    digits
}

impl<const B: usize> Batch<'_, B> {
    /// The pixels and the labels of a batch of [`DIGITS`]. Padding is an empty image with label 0.
    ///
    /// # Shapes
    /// → `(B, 64)`, `B` out of 10
    ///
    /// # Panics
    /// If there is no such digit.
    ///
    /// ```
    /// use tapeless::data::full_batches;
    /// let batch = full_batches::<2>(&[0, 1796]).next().unwrap();
    /// let (x, y) = batch.digits();
    /// assert_eq!((x.dims(), y.as_slice()), ([2, 64], [0, 8].as_slice()));
    /// ```
    pub fn digits(&self) -> (Matrix<f32, B, 64>, Labels<B, 10>) {
        let mut x = Matrix::zeros();
        self.read(&mut x, |row, pixels| pixels.copy_from_slice(&DIGITS[row].pixels()));
        (x, Labels::from_index(|i| self.rows().get(i).map_or(0, |&row| DIGITS[row].label().into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_classes_of_about_the_same_size() {
        let mut counts = [0; 10];
        DIGITS.iter().for_each(|digit| counts[digit.label() as usize] += 1);
        assert_eq!(counts, [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
    }

    #[test]
    fn the_last_digit() {
        let last = DIGITS[1796];
        assert_eq!(last.label(), 8);
        assert_eq!(last.pixels()[..8], [0.0, 0.0, 10.0, 14.0, 8.0, 1.0, 0.0, 0.0].map(|shade| shade / 15.0));
    }
}
