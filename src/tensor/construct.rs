//! Tensors from arrays, slices, functions, numbers.

use core::fmt;
use core::mem::MaybeUninit;

use super::Tensor;
use crate::axis::{Axis, Dim};
use crate::element::{Element, Number, Real};
use crate::shape::Shape;
use crate::storage::Zeroed;

/// A slice or an iterator that does not hold as many elements as the tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LengthError {
    /// How many elements the tensor has.
    pub expected: usize,
    /// How many there were.
    pub found: usize,
}

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {} elements, found {}", self.expected, self.found)
    }
}
impl core::error::Error for LengthError {}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// All elements zero (or `false`).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// static STATE: Matrix<f32, 64, 64> = Tensor::zeros(); // takes no flash
    /// assert_eq!(STATE[[63, 63]], 0.0);
    /// ```
    pub const fn zeros() -> Self {
        Self::ZERO
    }

    /// All elements equal.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// static MASK: Vector<bool, 3> = Tensor::full(true);
    /// assert_eq!(MASK, Vector::from([true, true, true]));
    /// ```
    pub const fn full(value: T) -> Self {
        let mut tensor = MaybeUninit::<Self>::uninit();
        let (first, mut i) = (tensor.as_mut_ptr().cast::<T>(), 0);
        while i < S::NUMEL {
            // SAFETY: `Shape` promises room for `NUMEL` elements.
            unsafe { first.add(i).write(value) };
            i += 1;
        }
        // SAFETY: `Shape` promises that it is nothing but the elements, and all of them were written.
        unsafe { tensor.assume_init() }
    }

    /// A tensor from nested arrays, as `from`, but also for a `static` and for axes other than [`Dim`].
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// static EDGE: Matrix<f32, 2, 2> = Matrix::from_array([[1.0, 0.0], [0.0, -1.0]]);
    /// axis!(Channel = 3);
    /// const WHITE: Tensor<u8, (Channel,)> = Tensor::from_array([255; 3]);
    /// assert_eq!((EDGE[[1, 1]], WHITE[[2]]), (-1.0, 255));
    /// ```
    pub const fn from_array(data: S::Array<T>) -> Self {
        Tensor { data }
    }

    /// A tensor from the index of each element.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let table = Matrix::<usize, 2, 3>::from_fn(|[i, j]| 10 * i + j);
    /// assert_eq!(table, Matrix::from([[0, 1, 2], [10, 11, 12]]));
    /// ```
    pub fn from_fn(f: impl FnMut(S::Dims) -> T) -> Self {
        let mut tensor = Self::ZERO;
        tensor.set_by(f);
        tensor
    }

    /// Overwrites each element by a function of its index.
    pub(super) fn set_by(&mut self, mut f: impl FnMut(S::Dims) -> T) {
        for (index, x) in self.indexed_mut() {
            *x = f(index);
        }
    }

    /// A tensor from the row-major number of each element.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let table = Matrix::<usize, 2, 2>::from_index(|i| 2 * i);
    /// assert_eq!(table, Matrix::from([[0, 2], [4, 6]]));
    /// ```
    pub fn from_index(mut f: impl FnMut(usize) -> T) -> Self {
        let mut tensor = Self::ZERO;
        for (i, x) in tensor.iter_mut().enumerate() {
            *x = f(i);
        }
        tensor
    }

    /// A tensor from its elements in row-major order.
    ///
    /// # Errors
    /// If the slice does not have as many elements as the tensor.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert!(Matrix::<f32, 2, 2>::from_slice(&[1.0, 2.0, 3.0, 4.0]).is_ok());
    /// let error = Matrix::<f32, 2, 2>::from_slice(&[1.0, 2.0, 3.0]).unwrap_err();
    /// assert_eq!(error.to_string(), "expected 4 elements, found 3");
    /// ```
    pub fn from_slice(elements: &[T]) -> Result<Self, LengthError> {
        let mut tensor = Self::ZERO;
        tensor.copy_from_slice(elements)?;
        Ok(tensor)
    }

    /// Overwrites all elements, in row-major order.
    ///
    /// # Errors
    /// If the slice does not have as many elements as the tensor, which is then unchanged.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::from([1.0, 2.0, 3.0]);
    /// assert!(x.copy_from_slice(&[4.0, 5.0, 6.0]).is_ok());
    /// assert_eq!(x, Vector::from([4.0, 5.0, 6.0]));
    /// assert_eq!(x.copy_from_slice(&[4.0]).unwrap_err().to_string(), "expected 3 elements, found 1");
    /// ```
    pub fn copy_from_slice(&mut self, elements: &[T]) -> Result<(), LengthError> {
        if elements.len() != S::NUMEL {
            return Err(LengthError { expected: S::NUMEL, found: elements.len() });
        }
        self.as_mut_slice().copy_from_slice(elements);
        Ok(())
    }

    /// A tensor from the next elements of an iterator, which keeps the rest.
    ///
    /// # Errors
    /// If the iterator ends too early.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut numbers = 1..6;
    /// let first = Vector::<i32, 2>::take_from(&mut numbers)?;
    /// let second = Matrix::<i32, 1, 3>::take_from(&mut numbers)?;
    /// assert_eq!((first, second), (Vector::from([1, 2]), Matrix::from([[3, 4, 5]])));
    /// # Ok::<(), tapeless::LengthError>(())
    /// ```
    pub fn take_from(elements: &mut impl Iterator<Item = T>) -> Result<Self, LengthError> {
        let mut tensor = Self::ZERO;
        for (found, x) in tensor.iter_mut().enumerate() {
            *x = elements.next().ok_or(LengthError { expected: S::NUMEL, found })?;
        }
        Ok(tensor)
    }

    /// Overwrites every element with one value.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::from([1.0, 2.0, 3.0]);
    /// x.fill(7.0);
    /// assert_eq!(x, Vector::from([7.0; 3]));
    /// ```
    pub fn fill(&mut self, value: T) {
        self.as_mut_slice().fill(value);
    }

    /// All elements 1.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::<f32, 2>::ones(), Vector::from([1.0, 1.0]));
    /// ```
    pub const fn ones() -> Self
    where
        T: Number,
    {
        Self::full(T::ONE)
    }

    /// 0, 1, 2, … in row-major order. An integer type that cannot hold them goes round and begins again.
    ///
    /// xᵢ = i
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::<f32, 4>::arange(), Vector::from([0.0, 1.0, 2.0, 3.0]));
    /// assert_eq!(Matrix::<u8, 2, 3>::arange(), Matrix::from([[0, 1, 2], [3, 4, 5]]));
    /// ```
    pub fn arange() -> Self
    where
        T: Number,
    {
        Self::arange_by(T::ZERO, T::ONE)
    }

    /// Numbers from `start` on at a distance of `step`, in row-major order. Integers go round at the end of their range.
    ///
    /// xᵢ = start + i · step
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::<i32, 3>::arange_by(10, -5), Vector::from([10, 5, 0]));
    /// ```
    pub fn arange_by(start: T, step: T) -> Self
    where
        T: Number,
    {
        let mut i = T::ZERO;
        Self::from_index(|_| {
            let x = start.plus(i.times(step));
            i = i.plus(T::ONE);
            x
        })
    }

    /// Numbers at equal distances from `start` to `end`, both included, in row-major order. A single one is `start`.
    ///
    /// xᵢ = start + i · (end − start)/(N − 1) for N elements
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::<f32, 5>::linspace(0.0, 1.0), Vector::from([0.0, 0.25, 0.5, 0.75, 1.0]));
    /// ```
    pub fn linspace(start: T, end: T) -> Self
    where
        T: Real,
    {
        let last = S::NUMEL.saturating_sub(1);
        let step = (end - start) / T::from_f64(last.max(1) as f64);
        Self::from_index(|i| if i > 0 && i == last { end } else { start + T::from_f64(i as f64) * step })
    }
}

impl<T: Element, A: Axis, B: Axis> Tensor<T, (A, B)> {
    /// Ones on the diagonal, zeros elsewhere: for a square the identity matrix.
    ///
    /// xᵢⱼ = 1 if i = j, else 0
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::<i32, 2, 2>::eye(), Matrix::from([[1, 0], [0, 1]]));
    /// ```
    pub fn eye() -> Self
    where
        T: Number,
    {
        Self::from_fn(|[i, j]| if i == j { T::ONE } else { T::ZERO })
    }
}

impl<T: Element> From<T> for Tensor<T, ()> {
    fn from(data: T) -> Self {
        Tensor { data }
    }
}

macro_rules! from_arrays {
    ($(($($N:ident),*) $nested:ty;)*) => {$(
        impl<T: Element, $(const $N: usize),*> From<$nested> for Tensor<T, ($(Dim<$N>,)*)> {
            fn from(data: $nested) -> Self {
                Tensor { data }
            }
        }
    )*};
}
from_arrays! {
    (A) [T; A];
    (A, B) [[T; B]; A];
    (A, B, C) [[[T; C]; B]; A];
    (A, B, C, D) [[[[T; D]; C]; B]; A];
    (A, B, C, D, E) [[[[[T; E]; D]; C]; B]; A];
    (A, B, C, D, E, F) [[[[[[T; F]; E]; D]; C]; B]; A];
}

impl<T: Element, S: Shape> TryFrom<&[T]> for Tensor<T, S> {
    type Error = LengthError;
    fn try_from(elements: &[T]) -> Result<Self, LengthError> {
        Self::from_slice(elements)
    }
}

impl<T: Element, S: Shape> Default for Tensor<T, S> {
    fn default() -> Self {
        Self::ZERO
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;
    use crate::{LengthError, axis};

    axis!(Letter = 2);

    #[test]
    fn from_arrays_of_every_rank_and_axis() {
        assert_eq!(Tensor::from(7).as_slice(), [7]);
        assert_eq!(Tensor::from([1, 2]).dims(), [2]);
        assert_eq!(Tensor::from([[[[[[1, 2]]]]]]).dims(), [1, 1, 1, 1, 1, 2]);
        let t = Tensor::<i32, (Letter, One)>::from_array([[1], [2]]);
        assert_eq!((t.dims(), t.as_slice()), ([2, 1], &[1, 2][..]));
        assert_eq!(t.to_array(), [[1], [2]]);
        let inferred = Matrix::from_array([[1.0], [2.0], [3.0]]);
        assert_eq!(inferred.dims(), [3, 1]);
    }

    #[test]
    fn filled_in_a_constant() {
        const SEVENS: Tensor3<u16, 2, 3, 2> = Tensor::full(7);
        const ONES: Vector<f64, 5> = Tensor::ones();
        assert_eq!(SEVENS.as_slice(), [7; 12]);
        assert_eq!(ONES.as_slice(), [1.0; 5]);
        assert_eq!(Vector::<f32, 0>::full(1.0).as_slice(), [0.0; 0]);
        assert_eq!(Scalar::<bool>::full(true).as_slice(), [true]);
    }

    #[test]
    fn ranges() {
        assert_eq!(Vector::<u8, 300>::arange()[[299]], 43);
        assert_eq!(Vector::<f32, 0>::arange(), Vector::from([]));
        assert_eq!(Vector::<f64, 1>::linspace(2.0, 5.0), Vector::from([2.0]));
        assert_eq!(Vector::<f64, 0>::linspace(2.0, 5.0), Vector::from([]));
        let tenths = Vector::<f32, 11>::linspace(-0.3, 0.7);
        assert_eq!((tenths[[0]], tenths[[10]]), (-0.3, 0.7));
        assert_eq!(Matrix::<u8, 2, 3>::eye(), Matrix::from([[1, 0, 0], [0, 1, 0]]));
    }

    #[test]
    fn slices_and_iterators_of_another_length_are_refused() {
        let wrong = LengthError { expected: 3, found: 4 };
        assert_eq!(Vector::<i32, 3>::from_slice(&[1, 2, 3, 4]), Err(wrong));
        assert_eq!(Vector::<i32, 3>::try_from(&[1, 2, 3, 4][..]), Err(wrong));
        let mut kept = Vector::from([1, 2, 3]);
        assert_eq!(kept.copy_from_slice(&[9; 4]), Err(wrong));
        assert_eq!(kept, Vector::from([1, 2, 3]));
        let error = Vector::<i32, 3>::take_from(&mut (0..2)).unwrap_err();
        assert_eq!(error, LengthError { expected: 3, found: 2 });
        assert_eq!(Vector::<i32, 0>::take_from(&mut (0..2)), Ok(Vector::from([])));
    }
}
