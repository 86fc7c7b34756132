//! Tensors made element by element from others.

use super::Tensor;
use crate::alike::Alike;
use crate::element::Element;
use crate::shape::Shape;
use crate::storage::Zeroed;

impl<T: Element, S: Shape> Tensor<T, S> {
    /// A function of each element, of any element type. (What is to be differentiated needs an operation.)
    ///
    /// yᵢ = f(xᵢ)
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.5, -2.0]).map(|x| x > 0.0), Vector::from([true, false]));
    /// ```
    pub fn map<U: Element>(&self, mut f: impl FnMut(T) -> U) -> Tensor<U, S> {
        let mut out = Tensor::ZERO;
        for (y, &x) in out.iter_mut().zip(self) {
            *y = f(x);
        }
        out
    }

    /// A function of the elements at the same index of two tensors.
    ///
    /// yᵢ = f(aᵢ, bᵢ)
    ///
    /// # Shapes
    /// Both the same, whatever their element types.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (x, keep) = (Vector::from([1.0, 2.0]), Vector::from([true, false]));
    /// assert_eq!(x.zip_map(&keep, |x, keep| if keep { x } else { -1.0 }), Vector::from([1.0, -1.0]));
    /// ```
    pub fn zip_map<U: Element, V: Element>(
        &self,
        other: &impl Alike<U, S>,
        mut f: impl FnMut(T, U) -> V,
    ) -> Tensor<V, S> {
        let mut out = Tensor::ZERO;
        for ((y, &a), &b) in out.iter_mut().zip(self).zip(other.tensor()) {
            *y = f(a, b);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[test]
    fn in_row_major_order_and_to_any_type() {
        let mut calls = 0;
        let m = Matrix::from([[1u8, 2], [3, 4]]).map(|x| {
            calls += 1;
            (calls, x as f32).1 * 0.5
        });
        assert_eq!((calls, m), (4, Matrix::from([[0.5, 1.0], [1.5, 2.0]])));
        let longer = Vector::from([1.0, 2.0]).zip_map(&Vector::from([3usize, 0]), |x, n| x as usize > n);
        assert_eq!(longer, Vector::from([false, true]));
    }
}
