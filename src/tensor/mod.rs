//! The tensor: an array of arrays whose shape is part of its type.

#[cfg(feature = "alloc")]
mod boxed;
mod cast;
mod compare;
mod construct;
mod format;
mod index;
mod map;
mod operators;
mod rows;

use crate::axis::Dim;
use crate::element::Element;
use crate::layout::Layout;
use crate::shape::Shape;
use crate::storage::{self, Zeroed};

pub use cast::Cast;
pub use construct::LengthError;
pub use index::Indices;

/// A tensor of elements `T` and shape `S`, row-major, without a header: `Matrix<f32, 3, 4>` is 48 bytes.
///
/// It is `Clone` but never `Copy`: a copy of a tensor is something to see in the code.
///
/// ```
/// use tapeless::prelude::*;
/// let x: Tensor<f32, (Dim<2>, Dim<3>)> = Tensor::from([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
/// assert_eq!((x.dims(), x[[1, 0]], size_of_val(&x)), ([2, 3], 4.0, 24));
/// assert_eq!(x.sum_axis::<0>(), Vector::from([5.0, 7.0, 9.0]));
/// ```
#[repr(transparent)]
pub struct Tensor<T: Element, S: Shape> {
    data: S::Array<T>,
}

/// A tensor of rank 0.
pub type Scalar<T> = Tensor<T, ()>;
/// A tensor of rank 1.
pub type Vector<T, const N: usize> = Tensor<T, (Dim<N>,)>;
/// A tensor of rank 2: `M` rows, `N` columns.
pub type Matrix<T, const M: usize, const N: usize> = Tensor<T, (Dim<M>, Dim<N>)>;
/// A tensor of rank 3.
pub type Tensor3<T, const A: usize, const B: usize, const C: usize> = Tensor<T, (Dim<A>, Dim<B>, Dim<C>)>;
/// A tensor of rank 4.
pub type Tensor4<T, const A: usize, const B: usize, const C: usize, const D: usize> =
    Tensor<T, (Dim<A>, Dim<B>, Dim<C>, Dim<D>)>;

// SAFETY: zeros of an element are an element, and elements are `Copy`, so nothing is dropped.
unsafe impl<T: Element, S: Shape> Zeroed for Tensor<T, S> {
    type Pinned = T::Pinned;
    const LAYOUT: Layout = match T::LAYOUT {
        Layout::Number(kind) => Layout::Tensor { kind, rank: S::RANK, six_dims: S::SIX_DIMS },
        _ => Layout::Opaque,
    };
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The elements in row-major order.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1, 2], [3, 4]]).as_slice(), [1, 2, 3, 4]);
    /// ```
    #[inline(always)]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: `Shape` promises `NUMEL` consecutive elements.
        unsafe { storage::flat(&self.data, S::NUMEL) }
    }

    /// The elements in row-major order, to write through.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Matrix::from([[1, 2], [3, 4]]);
    /// x.as_mut_slice()[2] = 9;
    /// assert_eq!(x, Matrix::from([[1, 2], [9, 4]]));
    /// ```
    #[inline(always)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: `Shape` promises `NUMEL` consecutive elements.
        unsafe { storage::flat_mut(&mut self.data, S::NUMEL) }
    }

    /// The elements as nested arrays: `[[T; N]; M]` for a matrix.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let [[_, b], _] = Matrix::from([[1, 2], [3, 4]]).to_array();
    /// assert_eq!(b, 2);
    /// ```
    pub fn to_array(&self) -> S::Array<T> {
        self.clone().data
    }

    /// The elements as nested arrays, by reference.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1, 2], [3, 4]]).as_array()[1], [3, 4]);
    /// ```
    #[inline(always)]
    pub const fn as_array(&self) -> &S::Array<T> {
        &self.data
    }

    /// The elements as nested arrays, to write through.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Matrix::from([[1, 2], [3, 4]]);
    /// x.as_mut_array()[1] = [8, 9];
    /// assert_eq!(x, Matrix::from([[1, 2], [8, 9]]));
    /// ```
    #[inline(always)]
    pub const fn as_mut_array(&mut self) -> &mut S::Array<T> {
        &mut self.data
    }

    /// The lengths of the axes.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::<f32, 2, 3>::zeros().dims(), [2, 3]);
    /// ```
    pub const fn dims(&self) -> S::Dims {
        S::DIMS
    }
}
