//! Single elements: `t[[i, j]]`, and going over all of them.

use core::marker::PhantomData;
use core::ops::{Index, IndexMut};
use core::slice;

use super::Tensor;
use crate::element::Element;
use crate::shape::Shape;

/// The row-major number of the element at `index`, if there is one.
#[inline(always)]
fn place<S: Shape>(index: &S::Dims) -> Option<usize> {
    let mut place = 0;
    for (&i, &length) in index.as_ref().iter().zip(S::LENGTHS) {
        if i >= length {
            return None;
        }
        place = place * length + i;
    }
    Some(place)
}

#[cold]
#[track_caller]
fn out_of_range<S: Shape>(index: &S::Dims) -> ! {
    panic!("index {index:?} is out of range of a tensor of shape {:?}", S::LENGTHS)
}

/// `t[[i, j]]`, with one index for each axis.
///
/// # Panics
/// If an index is not below the length of its axis.
///
/// ```
/// use tapeless::prelude::*;
/// let mut t = Matrix::from([[1, 2], [3, 4]]);
/// t[[1, 0]] += 10;
/// assert_eq!(t[[1, 0]], 13);
/// ```
impl<T: Element, S: Shape> Index<S::Dims> for Tensor<T, S> {
    type Output = T;
    #[inline(always)]
    #[track_caller]
    fn index(&self, index: S::Dims) -> &T {
        match self.get(index) {
            Some(element) => element,
            None => out_of_range::<S>(&index),
        }
    }
}
impl<T: Element, S: Shape> IndexMut<S::Dims> for Tensor<T, S> {
    #[inline(always)]
    #[track_caller]
    fn index_mut(&mut self, index: S::Dims) -> &mut T {
        match self.get_mut(index) {
            Some(element) => element,
            None => out_of_range::<S>(&index),
        }
    }
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The element at an index, if there is one.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let t = Matrix::from([[1, 2], [3, 4]]);
    /// assert_eq!((t.get([0, 1]), t.get([1, 2])), (Some(&2), None));
    /// ```
    #[inline(always)]
    pub fn get(&self, index: S::Dims) -> Option<&T> {
        self.as_slice().get(place::<S>(&index)?)
    }

    /// The element at an index, if there is one, to write through.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::from([1.0, 2.0, 3.0]);
    /// if let Some(element) = x.get_mut([2]) {
    ///     *element = 9.0;
    /// }
    /// assert_eq!(x, Vector::from([1.0, 2.0, 9.0]));
    /// assert!(x.get_mut([3]).is_none());
    /// ```
    #[inline(always)]
    pub fn get_mut(&mut self, index: S::Dims) -> Option<&mut T> {
        self.as_mut_slice().get_mut(place::<S>(&index)?)
    }

    /// The elements in row-major order.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let t = Matrix::from([[1, 2], [3, 4]]);
    /// assert_eq!(t.iter().max(), Some(&4));
    /// ```
    pub fn iter(&self) -> slice::Iter<'_, T> {
        self.as_slice().iter()
    }

    /// The elements in row-major order, to write through.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::from([1.0, 2.0, 3.0]);
    /// x.iter_mut().for_each(|element| *element *= 2.0);
    /// assert_eq!(x, Vector::from([2.0, 4.0, 6.0]));
    /// ```
    pub fn iter_mut(&mut self) -> slice::IterMut<'_, T> {
        self.as_mut_slice().iter_mut()
    }

    /// All indices in row-major order.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let last = Matrix::<f32, 2, 3>::indices().last();
    /// assert_eq!(last, Some([1, 2]));
    /// ```
    pub fn indices() -> Indices<S> {
        Indices { next: 0, shape: PhantomData }
    }

    /// Each index with its element, in row-major order.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let t = Matrix::from([[1, 0], [0, 1]]);
    /// assert!(t.indexed().all(|([i, j], x)| x == (i == j) as i32));
    /// ```
    pub fn indexed(&self) -> impl Iterator<Item = (S::Dims, T)> {
        Self::indices().zip(self.iter().copied())
    }

    /// Each index with its element, to write through.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut t = Matrix::<usize, 2, 2>::zeros();
    /// for ([i, j], x) in t.indexed_mut() {
    ///     *x = i + j;
    /// }
    /// assert_eq!(t, Matrix::from([[0, 1], [1, 2]]));
    /// ```
    pub fn indexed_mut(&mut self) -> impl Iterator<Item = (S::Dims, &mut T)> {
        Self::indices().zip(self.iter_mut())
    }
}

/// The indices of a shape in row-major order, from [`Tensor::indices`](crate::Tensor::indices).
///
/// ```
/// use tapeless::{Indices, prelude::*};
/// let indices: Indices<shape![2, 2]> = Matrix::<f32, 2, 2>::indices();
/// assert_eq!(indices.collect::<Vec<_>>(), [[0, 0], [0, 1], [1, 0], [1, 1]]);
/// ```
#[derive(Clone, Debug)]
pub struct Indices<S> {
    next: usize,
    shape: PhantomData<S>,
}

impl<S: Shape> Iterator for Indices<S> {
    type Item = S::Dims;
    #[inline]
    fn next(&mut self) -> Option<S::Dims> {
        if self.next == S::NUMEL {
            return None;
        }
        let (mut index, mut rest) = (S::DIMS, self.next);
        for i in index.as_mut().iter_mut().rev() {
            (*i, rest) = (rest % *i, rest / *i);
        }
        self.next += 1;
        Some(index)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (S::NUMEL - self.next, Some(S::NUMEL - self.next))
    }
}
impl<S: Shape> ExactSizeIterator for Indices<S> {}

impl<'a, T: Element, S: Shape> IntoIterator for &'a Tensor<T, S> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;
    fn into_iter(self) -> slice::Iter<'a, T> {
        self.iter()
    }
}
impl<'a, T: Element, S: Shape> IntoIterator for &'a mut Tensor<T, S> {
    type Item = &'a mut T;
    type IntoIter = slice::IterMut<'a, T>;
    fn into_iter(self) -> slice::IterMut<'a, T> {
        self.iter_mut()
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[test]
    fn every_rank_has_its_index() {
        assert_eq!(Tensor::from(7)[[]], 7);
        assert_eq!(Tensor::from([1, 2])[[1]], 2);
        let t = Tensor::<usize, shape![2, 3, 1, 2]>::from_index(|i| i);
        assert_eq!(t[[1, 2, 0, 1]], 11);
        assert!(t.indexed().all(|([i, j, k, l], x)| x == ((i * 3 + j) + k) * 2 + l));
        assert_eq!(Tensor::<u8, shape![2, 0, 3]>::indices().count(), 0);
        assert_eq!(Tensor::<u8, shape![4, 3]>::indices().len(), 12);
        assert_eq!(Scalar::<u8>::indices().collect::<std::vec::Vec<_>>(), [[0; 0]]);
    }

    #[test]
    fn over_all_elements() {
        let mut t = Matrix::from([[1, 2], [3, 4]]);
        for x in &mut t {
            *x *= 2;
        }
        assert_eq!((&t).into_iter().sum::<i32>(), 20);
        *t.get_mut([0, 0]).unwrap() = 0;
        assert_eq!(t, Matrix::from([[0, 4], [6, 8]]));
        assert_eq!(t.get_mut([2, 0]), None);
    }

    #[test]
    #[should_panic = "index [0, 3] is out of range of a tensor of shape [2, 3]"]
    fn an_index_out_of_range_says_index_and_shape() {
        let _ = Matrix::<f32, 2, 3>::zeros()[[0, 3]];
    }

    #[test]
    #[should_panic = "index [0] is out of range of a tensor of shape [0]"]
    fn an_empty_tensor_has_no_element_to_write() {
        Vector::<f32, 0>::zeros()[[0]] = 1.0;
    }
}
