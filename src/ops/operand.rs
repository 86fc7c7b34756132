//! What stands beside a tensor in an elementwise operation: a tensor or a number, by value or by reference.

use crate::element::Element;
use crate::shape::Shape;
use crate::tensor::Tensor;

/// A tensor of elements `T`, a number of type `T`, or a reference to one of them.
///
/// ```
/// use tapeless::prelude::*;
/// let x = Vector::from([1.0, 5.0]);
/// assert_eq!(x.maximum(3.0), Vector::from([3.0, 5.0]));
/// assert_eq!(x.maximum(&Vector::from([2.0, 9.0])), Vector::from([2.0, 9.0]));
/// ```
#[diagnostic::on_unimplemented(
    message = "elements of type {T} do not mix with `{Self}`",
    label = "neither a tensor of {T} nor a number of type {T}",
    note = "nothing is converted silently: `x.cast::<{T}>()` converts a tensor, `as {T}` a number; a literal float has a point, `2.0`"
)]
pub trait Operand<T> {
    /// The shape it broadcasts from: of a number, `()`.
    type Shape: Shape;
    /// The elements in row-major order.
    fn elements(&self) -> &[T];
}

#[diagnostic::do_not_recommend]
impl<T: Element> Operand<T> for T {
    type Shape = ();
    #[inline(always)]
    fn elements(&self) -> &[T] {
        core::slice::from_ref(self)
    }
}
#[diagnostic::do_not_recommend]
impl<T: Element> Operand<T> for &T {
    type Shape = ();
    #[inline(always)]
    fn elements(&self) -> &[T] {
        core::slice::from_ref(self)
    }
}
#[diagnostic::do_not_recommend]
impl<T: Element, S: Shape> Operand<T> for Tensor<T, S> {
    type Shape = S;
    #[inline(always)]
    fn elements(&self) -> &[T] {
        self.as_slice()
    }
}
#[diagnostic::do_not_recommend]
impl<T: Element, S: Shape> Operand<T> for &Tensor<T, S> {
    type Shape = S;
    #[inline(always)]
    fn elements(&self) -> &[T] {
        self.as_slice()
    }
}

/// An [`Operand`] that can be written: a tensor or a number.
pub trait OperandMut<T>: Operand<T> {
    /// The elements in row-major order, to write through.
    fn elements_mut(&mut self) -> &mut [T];
}
impl<T: Element> OperandMut<T> for T {
    #[inline(always)]
    fn elements_mut(&mut self) -> &mut [T] {
        core::slice::from_mut(self)
    }
}
impl<T: Element, S: Shape> OperandMut<T> for Tensor<T, S> {
    #[inline(always)]
    fn elements_mut(&mut self) -> &mut [T] {
        self.as_mut_slice()
    }
}
