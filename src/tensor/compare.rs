//! Equality, exact and approximate.

use super::Tensor;
use crate::alike::Alike;
use crate::element::{Element, Real};
use crate::shape::Shape;
use crate::storage::Zeroed;

/// All elements equal, in the sense of the elements: −0 equals 0, NaN nothing.
impl<T: Element, S: Shape> PartialEq for Tensor<T, S> {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

/// |a − b|, and 0 for infinities that are equal.
fn distance<T: Real>(a: T, b: T) -> T {
    if a == b { T::ZERO } else { (a - b).abs() }
}

/// Whether |a − b| ≤ atol + rtol · |b|. An infinity is close to itself alone, NaN to nothing.
fn close<T: Real>(a: T, b: T, rtol: T, atol: T) -> bool {
    a == b || b.is_finite() && distance(a, b) <= atol + rtol * b.abs()
}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// Whether every element is close to the other's, relative to that plus absolutely.
    ///
    /// |aᵢ − bᵢ| ≤ atol + rtol · |bᵢ| for all i
    ///
    /// An infinity is close to itself alone, NaN to nothing, as in NumPy's `allclose`.
    ///
    /// # Shapes
    /// Both tensors have the same; the result is one answer.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (a, b) = (Vector::from([1.0, 100.0]), Vector::from([1.0, 100.1]));
    /// assert!(a.is_close(&b, 1e-2, 0.0) && !a.is_close(&b, 1e-4, 0.0));
    /// ```
    pub fn is_close(&self, other: &impl Alike<T, S>, rtol: T, atol: T) -> bool {
        self.iter().zip(other.tensor()).all(|(&a, &b)| close(a, b, rtol, atol))
    }

    /// The largest distance between elements at the same index, NaN if one of them is.
    ///
    /// maxᵢ |aᵢ − bᵢ|
    ///
    /// Equal infinities are at distance 0; so are empty tensors.
    ///
    /// # Shapes
    /// Both tensors have the same; the result is one number.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (a, b) = (Vector::from([1.0, 5.0]), Vector::from([1.5, 3.0]));
    /// assert_eq!(a.max_abs_diff(&b), 2.0);
    /// ```
    pub fn max_abs_diff(&self, other: &impl Alike<T, S>) -> T {
        self.iter().zip(other.tensor()).fold(T::ZERO, |most, (&a, &b)| most.larger(distance(a, b)))
    }

    /// Panics unless [`is_close`](Tensor::is_close), and says where the two differ most. For tests.
    ///
    /// # Panics
    /// If an element is not close to the other's.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// Vector::from([1.0, 100.0]).assert_close(&Vector::from([1.0, 100.1]), 1e-2, 0.0);
    /// ```
    #[track_caller]
    pub fn assert_close(&self, other: &impl Alike<T, S>, rtol: T, atol: T) {
        let mut worst: Option<(T, S::Dims, T, T)> = None;
        for ((index, a), &b) in self.indexed().zip(other.tensor()) {
            let d = distance(a, b);
            if !close(a, b, rtol, atol) && worst.is_none_or(|(most, ..)| d > most || d.is_nan()) {
                worst = Some((d, index, a, b));
            }
        }
        if let Some((d, index, a, b)) = worst {
            panic!(
                "not close at {index:?}: {a:?} against {b:?}, difference {d:?}, rtol {rtol:?}, atol {atol:?}"
            );
        }
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

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    const NAN: f64 = f64::NAN;
    const INF: f64 = f64::INFINITY;

    #[test]
    fn infinities_are_close_to_themselves_and_nan_to_nothing() {
        let close = |a: f64, b: f64| Vector::from([a]).is_close(&Vector::from([b]), 0.1, 0.1);
        assert!(close(INF, INF) && close(-INF, -INF) && close(0.0, -0.0) && close(10.0, 11.0));
        assert!(!close(INF, -INF) && !close(INF, 1e308) && !close(1e308, INF));
        assert!(!close(NAN, NAN) && !close(0.0, NAN) && !close(NAN, INF) && !close(10.0, 11.5));
        assert!(Vector::<f64, 0>::zeros().is_close(&Vector::zeros(), 0.0, 0.0));
    }

    #[test]
    fn the_largest_difference() {
        let most = |a: [f64; 2], b: [f64; 2]| Vector::from(a).max_abs_diff(&Vector::from(b));
        assert_eq!(most([1.0, -4.0], [1.0, 4.0]), 8.0);
        assert_eq!(most([INF, 1.0], [INF, 1.0]), 0.0);
        assert_eq!(most([INF, 1.0], [-INF, 1.0]), INF);
        assert!(most([NAN, 1.0], [0.0, 5.0]).is_nan() && most([0.0, NAN], [9.0, 5.0]).is_nan());
        assert_eq!(Vector::<f64, 0>::zeros().max_abs_diff(&Vector::zeros()), 0.0);
    }

    #[test]
    #[should_panic = "not close at [0, 1]: 2.0 against 4.0, difference 2.0, rtol 0.0, atol 0.5"]
    fn the_worst_element_is_named() {
        let (a, b) = (Matrix::from([[1.0, 2.0], [3.0, 4.0]]), Matrix::from([[1.0, 4.0], [4.0, 4.0]]));
        a.assert_close(&b, 0.0, 0.5);
    }

    #[test]
    fn copies_are_equal() {
        let a = Matrix::from([[1, 2], [3, 4]]);
        let mut b = Matrix::zeros();
        b.clone_from(&a);
        assert!(a == b && a.clone() == b && a != Matrix::zeros());
        assert!(Vector::from([NAN]) != Vector::from([NAN]));
    }
}
