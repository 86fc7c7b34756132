//! Shapes with one axis looked at, taken out, put in, replaced or moved.
//!
//! All of it holds for any axes, so that a function generic over them needs no bound.

use crate::axis::{Axis, Dim, One};
use crate::derived::At;
use crate::relation::relation;
use crate::shape::Shape;

/// A shape that has an axis number `I`, counted from 0.
#[diagnostic::on_unimplemented(
    message = "a tensor of shape {Self} has no axis {I}",
    label = "there is no axis {I}",
    note = "axes are counted from 0"
)]
pub trait HasAxis<const I: usize>: Shape {
    /// The axis.
    type Axis: Axis;
    /// The shape without it.
    type Without: Shape;
    /// The shape with another axis in its place.
    type With<X: Axis>: Shape;
}

/// A shape that can take one more axis, as number `I`.
#[diagnostic::on_unimplemented(
    message = "a tensor of shape {Self} cannot take another axis at {I}",
    label = "no place {I} for an axis",
    note = "axes are counted from 0, and there are at most 6"
)]
pub trait InsertAxis<const I: usize>: Shape {
    /// The shape with the axis put in.
    type With<X: Axis>: Shape;
}

macro_rules! every_axis {
    ($($I:literal: ($($Before:ident),*) ($($After:ident),*);)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Before: Axis,)* A: Axis, $($After: Axis),*> HasAxis<$I> for ($($Before,)* A, $($After),*) {
            type Axis = A;
            type Without = ($($Before,)* $($After,)*);
            type With<X: Axis> = ($($Before,)* X, $($After),*);
        }
        #[diagnostic::do_not_recommend]
        impl<$($Before: Axis,)* $($After: Axis),*> InsertAxis<$I> for ($($Before,)* $($After,)*) {
            type With<X: Axis> = ($($Before,)* X, $($After),*);
        }
    )*};
}
every_axis! {
    0: () (); 0: () (B); 0: () (B, C); 0: () (B, C, D); 0: () (B, C, D, E); 0: () (B, C, D, E, F);
    1: (B) (); 1: (B) (C); 1: (B) (C, D); 1: (B) (C, D, E); 1: (B) (C, D, E, F);
    2: (B, C) (); 2: (B, C) (D); 2: (B, C) (D, E); 2: (B, C) (D, E, F);
    3: (B, C, D) (); 3: (B, C, D) (E); 3: (B, C, D) (E, F);
    4: (B, C, D, E) (); 4: (B, C, D, E) (F);
    5: (B, C, D, E, F) ();
}

/// The axis number `I` of a shape.
pub type AxisOf<S, const I: usize> = <S as HasAxis<I>>::Axis;
/// A shape with its axis number `I` replaced by `X`.
pub type WithAxis<S, const I: usize, X> = <S as HasAxis<I>>::With<X>;

/// A shape that has axes `I` and `J`, and the shape with these two exchanged.
#[diagnostic::on_unimplemented(
    message = "a tensor of shape {Self} has no axes {I} and {J} to swap",
    label = "one of the axes {I} and {J} does not exist",
    note = "axes are counted from 0"
)]
pub trait SwapAxes<const I: usize, const J: usize>: Shape {
    /// The shape with the axes exchanged.
    type Swapped: Shape;
}
relation! {
    [S: Shape, const I: usize, const J: usize] S: SwapAxes<I, J>,
    [S: HasAxis<I> + HasAxis<J>, WithAxis<S, I, AxisOf<S, J>>: HasAxis<J>]
    type Swapped = WithAxis<WithAxis<S, I, AxisOf<S, J>>, J, AxisOf<S, I>>, or ();
}

type Free = Dim<0>;
type Taken = One;

/// Places, one for each axis, that are all free until `Order`, a tuple of [`At`], takes one after the other: what
/// makes a list of numbers a permutation.
pub trait TakenOnce<Order> {}
impl<Places> TakenOnce<()> for Places {}

macro_rules! taken_once {
    ($($I:ident $($J:ident)*;)*) => {$(
        impl<Places, const $I: usize, $(const $J: usize),*> TakenOnce<(At<$I>, $(At<$J>),*)> for Places
        where
            Places: HasAxis<$I, Axis = Free>,
            WithAxis<Places, $I, Taken>: TakenOnce<($(At<$J>,)*)>,
        {
        }
    )*};
}
taken_once! { I; I J; I J K; I J K L; I J K L M; }
