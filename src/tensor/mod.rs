//! The tensor: an array of arrays whose shape is part of its type.

mod compare;
mod construct;
mod operators;

use crate::axis::Dim;
use crate::element::Element;
use crate::shape::Shape;
use crate::storage::{self, Zeroed};

/// A tensor of elements `T` and shape `S`, row-major, without a header: `Matrix<f32, 3, 4>` is 48 bytes.
///
/// It is `Clone` but never `Copy`: a copy of a tensor is something to see in the code.
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
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The elements in row-major order.
    #[inline(always)]
    pub fn as_slice(&self) -> &[T] {
        // SAFETY: `Shape` promises `NUMEL` consecutive elements.
        unsafe { storage::flat(&self.data, S::NUMEL) }
    }

    /// The elements in row-major order, to write through.
    #[inline(always)]
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        // SAFETY: `Shape` promises `NUMEL` consecutive elements.
        unsafe { storage::flat_mut(&mut self.data, S::NUMEL) }
    }

    /// The lengths of the axes.
    pub const fn dims(&self) -> S::Dims {
        S::DIMS
    }

    /// A tensor from the row-major index of each element.
    pub fn from_index(mut f: impl FnMut(usize) -> T) -> Self {
        let mut tensor = Self::ZERO;
        for (i, x) in tensor.as_mut_slice().iter_mut().enumerate() {
            *x = f(i);
        }
        tensor
    }

    /// All elements zero (or `false`).
    pub const fn zeros() -> Self {
        Self::ZERO
    }
}

impl<T: Element, S: Shape> Clone for Tensor<T, S> {
    fn clone(&self) -> Self {
        let mut copy = Self::ZERO;
        copy.assign(self);
        copy
    }
    fn clone_from(&mut self, source: &Self) {
        self.assign(source);
    }
}
