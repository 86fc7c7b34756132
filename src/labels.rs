//! Class labels, checked once.

use core::fmt;
use core::marker::PhantomData;

use crate::axis::{Axis, Dim};
use crate::storage::Zeroed;
use crate::value::{Value, by_reference};

/// One class out of `C` for each of `B` examples: `Labels<32, 10>`.
pub type Labels<const B: usize, const C: usize> = ClassLabels<Dim<B>, Dim<C>>;

/// One class out of those of the axis `C` for each position of the axis `B`.
///
/// A label out of range cannot be in it, so that no operation on labels can fail.
///
/// ```
/// use tapeless::ClassLabels;
/// use tapeless::prelude::*;
/// axis!(Kind = 3);
/// let kinds = ClassLabels::<Dim<2>, Kind>::from_slice(&[2u8, 0]).unwrap();
/// let rows: Tensor<f32, (Dim<2>, Kind)> = kinds.one_hot();
/// assert_eq!((kinds.as_slice(), rows.sum()), ([2, 0].as_slice(), 2.0));
/// ```
#[repr(transparent)]
pub struct ClassLabels<B: Axis, C: Axis> {
    labels: B::Array<u16>,
    classes: PhantomData<C>,
}

/// Why labels were refused.
///
/// ```
/// use tapeless::LabelError;
/// use tapeless::prelude::*;
/// let error = Labels::<2, 10>::from_slice(&[3u8]).unwrap_err();
/// assert_eq!(error, LabelError::Count { expected: 2, found: 1 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// A label that is no class.
    OutOfRange {
        /// Which of the labels.
        index: usize,
        /// What it says.
        found: usize,
        /// How many classes there are.
        classes: usize,
    },
    /// Too many or too few labels.
    Count {
        /// How many the type holds.
        expected: usize,
        /// How many there were.
        found: usize,
    },
}

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LabelError::OutOfRange { index, found, classes } => {
                write!(f, "label {found} at index {index} is out of range: ")?;
                match classes.checked_sub(1) {
                    Some(last) => write!(f, "expected 0 to {last}"),
                    None => write!(f, "there are no classes"),
                }
            }
            LabelError::Count { expected, found } => write!(f, "expected {expected} labels, found {found}"),
        }
    }
}
impl core::error::Error for LabelError {}

/// Numbers that labels are made of: unsigned integers, and `bool` for two classes.
///
/// ```
/// use tapeless::{Class, prelude::*};
/// fn two<I: Class>(a: I, b: I) -> Labels<2, 2> {
///     Labels::from_slice(&[a, b]).unwrap()
/// }
/// assert_eq!(two(true, false).as_slice(), two(1u64, 0).as_slice());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no class: labels are unsigned integers",
    label = "these are no labels",
    note = "convert each: `labels.map(|label| label as u8)`, or write the first with its type: `[3u8, 9]`"
)]
pub trait Class: Copy {
    /// The number of the class.
    fn class(self) -> usize;
}
macro_rules! classes {
    ($($T:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Class for $T {
            fn class(self) -> usize {
                usize::try_from(self).unwrap_or(usize::MAX)
            }
        }
    )*};
}
classes! { u8 u16 u32 u64 usize }
#[diagnostic::do_not_recommend]
impl Class for bool {
    fn class(self) -> usize {
        self.into()
    }
}

impl<B: Axis, C: Axis> ClassLabels<B, C> {
    /// How many classes labels can tell apart: a label takes two bytes.
    const CLASSES: usize = if C::LEN > 1 << 16 { 1 << 16 } else { C::LEN };

    /// Labels from a slice of any unsigned integers.
    ///
    /// # Errors
    /// If the slice does not hold one label for each example, or a label is not below the number of classes, or not below 65536.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert!(Labels::<2, 10>::from_slice(&[3u8, 9]).is_ok());
    /// let error = Labels::<2, 10>::from_slice(&[3u8, 10]).unwrap_err();
    /// assert_eq!(error.to_string(), "label 10 at index 1 is out of range: expected 0 to 9");
    /// ```
    pub fn from_slice<I: Class>(labels: &[I]) -> Result<Self, LabelError> {
        if labels.len() != B::LEN {
            return Err(LabelError::Count { expected: B::LEN, found: labels.len() });
        }
        let mut checked = Self::ZERO;
        for (index, (slot, &label)) in checked.slots().iter_mut().zip(labels).enumerate() {
            let found = label.class();
            if found >= Self::CLASSES {
                return Err(LabelError::OutOfRange { index, found, classes: Self::CLASSES });
            }
            *slot = found as u16;
        }
        Ok(checked)
    }

    /// Labels by position; a class out of range becomes the last one.
    pub(crate) fn from_index(mut class: impl FnMut(usize) -> usize) -> Self {
        let mut labels = Self::ZERO;
        for (i, slot) in labels.slots().iter_mut().enumerate() {
            *slot = class(i).min(Self::CLASSES.saturating_sub(1)) as u16;
        }
        labels
    }

    /// The labels.
    #[inline(always)]
    pub fn as_slice(&self) -> &[u16] {
        // SAFETY: `Axis::Array` is `LEN` consecutive elements.
        unsafe { crate::storage::flat(&self.labels, B::LEN) }
    }

    fn slots(&mut self) -> &mut [u16] {
        // SAFETY: `Axis::Array` is `LEN` consecutive elements.
        unsafe { crate::storage::flat_mut(&mut self.labels, B::LEN) }
    }
}

// SAFETY: class 0 is in range.
unsafe impl<B: Axis, C: Axis> Zeroed for ClassLabels<B, C> {
    type Pinned = crate::op::Yes;
}
impl<B: Axis, C: Axis> Value for ClassLabels<B, C> {
    by_reference!();
    fn accumulate(&mut self, _: &Self) {}
}
impl<B: Axis, C: Axis> Clone for ClassLabels<B, C> {
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.assign(self);
        copy
    }
}
impl<B: Axis, C: Axis> fmt::Debug for ClassLabels<B, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_slice().fmt(f)
    }
}
impl<B: Axis, C: Axis> PartialEq for ClassLabels<B, C> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[test]
    fn a_label_that_is_no_class_is_an_error_in_words() {
        let error =
            |result: Result<(), crate::LabelError>| std::string::ToString::to_string(&result.unwrap_err());
        let three = |labels: &[u64]| error(Labels::<3, 10>::from_slice(labels).map(drop));
        assert_eq!(three(&[1, 2]), "expected 3 labels, found 2");
        assert_eq!(three(&[0, 9, 10]), "label 10 at index 2 is out of range: expected 0 to 9");
        let none = Labels::<1, 0>::from_slice(&[0u8]).map(drop);
        assert_eq!(error(none), "label 0 at index 0 is out of range: there are no classes");
    }

    #[test]
    fn no_label_is_cut_to_two_bytes() {
        assert!(Labels::<1, 100_000>::from_slice(&[65_536_u32]).is_err());
        assert_eq!(Labels::<1, 100_000>::from_slice(&[65_535_usize]).unwrap().as_slice(), [65_535]);
    }
}
