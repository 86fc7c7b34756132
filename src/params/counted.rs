//! The numbers of a parameter struct as one flat array, whose length typenum knows.

use core::ops::{Add, Mul};

use generic_array::ArrayLength;
use typenum::{Prod, Sum, U0, U1, Unsigned};

use super::Params;
use crate::arithmetic::{Count, Length};
use crate::axis::Dim;
use crate::element::Real;
use crate::relation::relation;
use crate::shape::Shape;
use crate::tensor::Tensor;

/// A parameter struct whose numbers typenum can count: every one whose axes shape arithmetic knows.
///
/// [`Params::to_flat`] and its like see it as one flat array, `GenericArray<T, <Net as Counted>::Count>`: for a line search, a
/// quasi-Newton method, a message.
///
/// ```
/// use tapeless::prelude::*;
/// use typenum::Unsigned;
///
/// #[derive(Params)]
/// struct Line {
///     slope: Vector<f32, 2>,
///     offset: f32,
/// }
///
/// assert_eq!(<Line as Counted>::Count::USIZE, 3);
/// let line = Line { slope: Vector::from([1.0, 2.0]), offset: 3.0 };
/// let flat = line.to_flat();
/// assert_eq!(flat[..], [1.0, 2.0, 3.0]);
/// let mut copy = Line::ZERO;
/// copy.copy_from_flat(&flat);
/// assert_eq!(copy.offset, 3.0);
/// ```
#[diagnostic::on_unimplemented(
    message = "the parameters of `{Self}` cannot be counted by typenum",
    note = "shape arithmetic knows the axes of length 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384",
    note = "`{Self}::NUMBERS` is their number, and `visit` leads through them"
)]
pub trait Counted: Params {
    /// How many numbers it holds.
    type Count: ArrayLength;
}

relation! { [P: Params] P: Counted, [P: Numbers<(), Count: ArrayLength>] type Count = P::Count, or U0; }

/// How many numbers something holds. The parameter stands for nothing: it lets `#[derive(Params)]` write a bound that is
/// only looked at where somebody counts.
#[doc(hidden)]
pub trait Numbers<X> {
    type Count: Unsigned;
}
impl<X, T: Real> Numbers<X> for T {
    type Count = U1;
}
impl<X, T: Real, S: Shape + Count> Numbers<X> for Tensor<T, S> {
    type Count = S::Num;
}
impl<X, P: Numbers<X>, const N: usize> Numbers<X> for [P; N]
where
    Dim<N>: Length,
    <Dim<N> as Length>::Num: Mul<P::Count, Output: Unsigned>,
{
    type Count = Prod<<Dim<N> as Length>::Num, P::Count>;
}

/// The fields of a struct, as a list.
impl<X> Numbers<X> for () {
    type Count = U0;
}
impl<X, First: Numbers<X>, Rest: Numbers<X>> Numbers<X> for (First, Rest)
where
    First::Count: Add<Rest::Count, Output: Unsigned>,
{
    type Count = Sum<First::Count, Rest::Count>;
}
