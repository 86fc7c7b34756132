//! Tensors on the heap, made there: none of them passes over the stack.

use alloc::boxed::Box;

use super::{LengthError, Tensor};
use crate::element::Element;
use crate::shape::Shape;
use crate::storage::Zeroed;

impl<T: Element, S: Shape> Tensor<T, S> {
    /// All elements zero (or `false`), on the heap.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut images = Matrix::<f32, 10_000, 784>::boxed_zeros(); // 31 MB
    /// images[[9_999, 0]] = 1.0;
    /// ```
    pub fn boxed_zeros() -> Box<Self> {
        Self::boxed_zero()
    }

    /// All elements equal, on the heap.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::<f32, 1000, 1000>::boxed_full(0.5);
    /// assert_eq!(x[[999, 999]], 0.5);
    /// ```
    pub fn boxed_full(value: T) -> Box<Self> {
        let mut tensor = Self::boxed_zero();
        tensor.fill(value);
        tensor
    }

    /// As [`from_fn`](Tensor::from_fn), on the heap.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::<usize, 1000, 1000>::boxed_from_fn(|[i, j]| i * j);
    /// assert_eq!(x[[999, 2]], 1998);
    /// ```
    pub fn boxed_from_fn(f: impl FnMut(S::Dims) -> T) -> Box<Self> {
        let mut tensor = Self::boxed_zero();
        tensor.set_by(f);
        tensor
    }

    /// As [`from_slice`](Tensor::from_slice), on the heap.
    ///
    /// # Errors
    /// If the slice does not have as many elements as the tensor.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let elements = vec![1.0; 1_000_000];
    /// assert!(Matrix::<f32, 1000, 1000>::boxed_from_slice(&elements).is_ok());
    /// ```
    pub fn boxed_from_slice(elements: &[T]) -> Result<Box<Self>, LengthError> {
        let mut tensor = Self::boxed_zero();
        tensor.copy_from_slice(elements)?;
        Ok(tensor)
    }

    /// A copy on the heap. (`Box::clone` may pass over the stack.)
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([1.0, 2.0]);
    /// assert_eq!(*x.to_boxed(), x);
    /// ```
    pub fn to_boxed(&self) -> Box<Self> {
        let mut copy = Self::boxed_zero();
        copy.assign(self);
        copy
    }
}

#[cfg(test)]
mod tests {
    use crate::{LengthError, prelude::*};

    #[test]
    fn the_heap_holds_what_was_put_there() {
        let x = Matrix::<usize, 3, 4>::boxed_from_fn(|[i, j]| 10 * i + j);
        assert_eq!(*x, Matrix::from_fn(|[i, j]| 10 * i + j));
        assert_eq!(x.to_boxed(), x);
        assert_eq!(*Vector::<f32, 3>::boxed_full(2.0), Vector::full(2.0));
        assert_eq!(*Vector::<f32, 3>::boxed_zeros(), Vector::zeros());
        let wrong = Vector::<u8, 3>::boxed_from_slice(&[1, 2]);
        assert_eq!(wrong, Err(LengthError { expected: 3, found: 2 }));
        assert_eq!(Vector::<f32, 0>::boxed_from_fn(|_| 1.0).as_slice(), [0.0; 0]);
    }

    /// 8 MB in a thread that has 64 KB of stack: a copy on the way would end it.
    #[test]
    #[cfg(all(feature = "std", not(miri)))]
    fn large_tensors_never_touch_the_stack() {
        type Large = Matrix<f32, 2048, 1024>;
        let on_a_small_stack = || {
            let mut x = Large::boxed_from_fn(|[i, j]| (i + j) as f32);
            x[[2047, 1023]] += 1.0;
            let y = Large::boxed_from_slice(x.as_slice()).unwrap().to_boxed();
            assert!(y == x && y.is_close(&x, 0.0, 0.0));
            assert_eq!(y.rows()[2047][[1023]], 3071.0);
            assert_eq!(Large::boxed_full(3.0)[[7, 7]] + Large::boxed_zeros()[[7, 7]], 3.0);
        };
        std::thread::Builder::new().stack_size(64 * 1024).spawn(on_a_small_stack).unwrap().join().unwrap();
    }
}
