//! Half-open static slices: `s![0..2, .., 3]` is a type and, as it has no size, also the only value of that type.

use crate::arithmetic::{AddAxis, SubAxis};
use crate::axes::InsertAxis;
use crate::axis::{Axis, Dim, One};
use crate::relation::relation;
use crate::shape::Shape;

/// `..`: all of an axis.
#[derive(Clone, Copy, Debug, Default)]
pub struct All;
/// `FROM..TO` of an axis.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span<const FROM: usize, const TO: usize>;
/// `FROM..` of an axis.
#[derive(Clone, Copy, Debug, Default)]
pub struct SpanFrom<const FROM: usize>;
/// Position `AT` of an axis, which is dropped.
#[derive(Clone, Copy, Debug, Default)]
pub struct Position<const AT: usize>;

/// Writes a slice: for each axis, from the first on, `..`, `a..b`, `a..`, `..b`, or a position `a`, which drops the axis.
///
/// Axes that are not mentioned stay whole. `a` and `b` are numbers, names of constants, or expressions in braces.
///
/// ```
/// use tapeless::prelude::*;
/// let x = Matrix::from([[1, 2, 3], [4, 5, 6]]);
/// assert_eq!(x.slice(s![.., 1..]), Matrix::from([[2, 3], [5, 6]]));
/// ```
#[macro_export]
macro_rules! s {
    (@cuts [$($done:tt)*]) => { ($($done)*) };
    (@cuts [$($done:tt)*] .. $(, $($rest:tt)*)?) => { $crate::s!(@cuts [$($done)* $crate::slicing::All,] $($($rest)*)?) };
    (@cuts [$($done:tt)*] .. $b:tt $(, $($rest:tt)*)?) => { $crate::s!(@cuts [$($done)* $crate::s!(@span 0 $b),] $($($rest)*)?) };
    (@cuts [$($done:tt)*] $a:tt .. $(, $($rest:tt)*)?) => { $crate::s!(@cuts [$($done)* $crate::s!(@from $a),] $($($rest)*)?) };
    (@cuts [$($done:tt)*] $a:tt .. $b:tt $(, $($rest:tt)*)?) => { $crate::s!(@cuts [$($done)* $crate::s!(@span $a $b),] $($($rest)*)?) };
    (@cuts [$($done:tt)*] $a:tt $(, $($rest:tt)*)?) => { $crate::s!(@cuts [$($done)* $crate::s!(@at $a),] $($($rest)*)?) };
    (@cuts $($wrong:tt)*) => { compile_error!("write `a..b`, `a..`, `..b`, `..` or `a` for each axis, counted from 0; an expression in braces, `..{n + 1}`") };
    // A name in braces can be nothing but a constant, so that rustc says once if it is none.
    (@span $a:ident $b:ident) => { $crate::slicing::Span::<{ $a }, { $b }> };
    (@span $a:ident $b:tt) => { $crate::slicing::Span::<{ $a }, $b> };
    (@span $a:tt $b:ident) => { $crate::slicing::Span::<$a, { $b }> };
    (@span $a:tt $b:tt) => { $crate::slicing::Span::<$a, $b> };
    (@from $a:ident) => { $crate::slicing::SpanFrom::<{ $a }> };
    (@from $a:tt) => { $crate::slicing::SpanFrom::<$a> };
    (@at $a:ident) => { $crate::slicing::Position::<{ $a }> };
    (@at $a:tt) => { $crate::slicing::Position::<$a> };
    ($($cuts:tt)*) => { $crate::s!(@cuts [] $($cuts)*) };
}

/// What is taken of one axis.
pub trait Cut {
    /// The first position taken.
    const FROM: usize;
    /// The first position not taken any more, unless all that follow are.
    const TO: Option<usize>;
}
impl Cut for All {
    const FROM: usize = 0;
    const TO: Option<usize> = None;
}
impl<const FROM: usize, const TO: usize> Cut for Span<FROM, TO> {
    const FROM: usize = FROM;
    const TO: Option<usize> = Some(TO);
}
impl<const FROM: usize> Cut for SpanFrom<FROM> {
    const FROM: usize = FROM;
    const TO: Option<usize> = None;
}
impl<const AT: usize> Cut for Position<AT> {
    const FROM: usize = AT;
    const TO: Option<usize> = Some(AT + 1);
}

/// What is taken of each axis: the type of `s![…]`.
pub trait Cuts {
    /// [`Cut::FROM`] and [`Cut::TO`] of each.
    const CUTS: &'static [(usize, Option<usize>)];
}

/// An axis that a cut fits.
pub trait TakenFrom<A: Axis> {
    /// The shape that is left: of one axis, or of none.
    type Left: Shape;
}
impl<A: Axis> TakenFrom<A> for All {
    type Left = (A,);
}
impl<A: Axis, const FROM: usize, const TO: usize> TakenFrom<A> for Span<FROM, TO>
where
    A: SubAxis<Dim<TO>>,
    Dim<TO>: SubAxis<Dim<FROM>>,
{
    type Left = (<Dim<TO> as SubAxis<Dim<FROM>>>::Out,);
}
impl<A: SubAxis<Dim<FROM>>, const FROM: usize> TakenFrom<A> for SpanFrom<FROM> {
    type Left = (<A as SubAxis<Dim<FROM>>>::Out,);
}
impl<A: Axis, const AT: usize> TakenFrom<A> for Position<AT>
where
    Dim<AT>: AddAxis<One>,
    A: SubAxis<<Dim<AT> as AddAxis<One>>::Out>,
{
    type Left = ();
}

/// The axes of a shape of rank 0 or 1 put before those of another.
pub trait Before<Rest>: Shape {
    /// The axes of both.
    type Out: Shape;
}
impl<Rest: Shape> Before<Rest> for () {
    type Out = Rest;
}
impl<A: Axis, Rest: InsertAxis<0>> Before<Rest> for (A,) {
    type Out = Rest::With<A>;
}

/// A shape that a slice fits.
#[diagnostic::on_unimplemented(
    message = "the slice {C} does not fit a tensor of shape {Self}",
    label = "out of range, or more cuts than axes",
    note = "a slice is written `x.slice(s![0..2, ..])`: `a..b`, `a..`, `..b`, `..` or `a` for each axis, counted from 0",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384"
)]
pub trait Sliced<C>: Shape {
    /// The shape of what is taken.
    type Taken: Shape;
    /// The slice.
    type Cuts: Cuts;
}
impl Cuts for () {
    const CUTS: &'static [(usize, Option<usize>)] = &[];
}
impl<S: Shape> Sliced<()> for S {
    type Taken = S;
    type Cuts = ();
}

macro_rules! slices {
    ($($cuts:tt: $($rest:tt),+;)*) => {$(
        slices!(@cuts $cuts);
        slices!(@shapes $cuts $($rest)+);
    )*};
    (@shapes $cuts:tt $($rest:tt)+) => {
        $(slices!(@shape $cuts $rest);)+
    };
    (@cuts ($($C:ident)*)) => {
        impl<$($C: Cut),*> Cuts for ($($C,)*) {
            const CUTS: &'static [(usize, Option<usize>)] = &[$(($C::FROM, $C::TO)),*];
        }
    };
    (@shape ($C:ident $($Cs:ident)*) ($($Rest:ident)*)) => {
        relation! {
            [A: Axis, $($Rest: Axis,)* $C, $($Cs),*] (A, $($Rest,)*): Sliced<($C, $($Cs,)*)>,
            [
                $C: Cut + TakenFrom<A>,
                $($Cs: Cut,)*
                ($($Rest,)*): Sliced<($($Cs,)*)>,
                $C::Left: Before<<($($Rest,)*) as Sliced<($($Cs,)*)>>::Taken>,
            ]
            type Taken = <$C::Left as Before<<($($Rest,)*) as Sliced<($($Cs,)*)>>::Taken>>::Out, or ();
            type Cuts = ($C, $($Cs,)*), or ();
        }
    };
}
slices! {
    (C0): (), (B), (B C), (B C D), (B C D E), (B C D E F);
    (C0 C1): (B), (B C), (B C D), (B C D E), (B C D E F);
    (C0 C1 C2): (B C), (B C D), (B C D E), (B C D E F);
    (C0 C1 C2 C3): (B C D), (B C D E), (B C D E F);
    (C0 C1 C2 C3 C4): (B C D E), (B C D E F);
    (C0 C1 C2 C3 C4 C5): (B C D E F);
}
