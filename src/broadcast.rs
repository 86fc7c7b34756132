//! Which shapes meet in an elementwise operation, and what comes out.
//!
//! Equal axes meet; [`One`] stretches to anything of the same rank; a tensor of lower rank meets one of higher rank
//! only if its axes *equal* the trailing ones (a bias). Adding an axis and stretching one in the same step is
//! refused: the silent `(N, 1)` against `(N,)` gives `(N, N)` of other libraries does not compile.

use generic_array::ArrayLength;

use crate::axis::{Axis, Dim, Len, One};
use crate::shape::Shape;

/// Two axes of the same position that meet in an elementwise operation.
#[diagnostic::on_unimplemented(
    message = "cannot broadcast an axis {Self} against {R}",
    label = "one axis is {Self}, the other {R}",
    note = "axes broadcast if they are equal or one of them is `One`"
)]
pub trait Stretch<R> {
    /// The longer of the two.
    type Out: Axis;
}

impl<const N: usize> Stretch<Dim<N>> for Dim<N> {
    type Out = Dim<N>;
}
impl<const N: usize> Stretch<One> for Dim<N> {
    type Out = Dim<N>;
}
impl<N: ArrayLength + Copy + Default + core::fmt::Debug> Stretch<Len<N>> for Len<N> {
    type Out = Len<N>;
}
impl<N: ArrayLength + Copy + Default + core::fmt::Debug> Stretch<One> for Len<N> {
    type Out = Len<N>;
}
impl<A: Axis> Stretch<A> for One {
    type Out = A;
}

/// Two shapes that meet in an elementwise operation.
#[diagnostic::on_unimplemented(
    message = "cannot broadcast a tensor of shape {Self} with one of shape {R}",
    label = "this has shape {R}, the other {Self}",
    note = "of equal rank, each pair of axes must be equal or one of them `One`; a tensor of lower rank must equal the trailing axes",
    note = "to repeat a tensor along a new axis, say so: `x.unsqueeze::<0>()`; a reduction keeps its axis as `One` with `mean_keep::<1>()`"
)]
pub trait Broadcast<R> {
    /// The shape that both stretch to.
    type Out: Shape;
}

macro_rules! same_rank {
    ($(($($A:ident $B:ident),*))*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($A: Axis + Stretch<$B>, $B: Axis),*> Broadcast<($($B,)*)> for ($($A,)*) {
            type Out = ($(<$A as Stretch<$B>>::Out,)*);
        }
    )*};
}
same_rank! {
    ()
    (A0 B0)
    (A0 B0, A1 B1)
    (A0 B0, A1 B1, A2 B2)
    (A0 B0, A1 B1, A2 B2, A3 B3)
    (A0 B0, A1 B1, A2 B2, A3 B3, A4 B4)
    (A0 B0, A1 B1, A2 B2, A3 B3, A4 B4, A5 B5)
}

macro_rules! trailing {
    ($(($($Lead:ident),+) ($($A:ident),*);)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($Lead: Axis,)+ $($A: Axis),*> Broadcast<($($A,)*)> for ($($Lead,)+ $($A,)*) {
            type Out = ($($Lead,)+ $($A,)*);
        }
        #[diagnostic::do_not_recommend]
        impl<$($Lead: Axis,)+ $($A: Axis),*> Broadcast<($($Lead,)+ $($A,)*)> for ($($A,)*) {
            type Out = ($($Lead,)+ $($A,)*);
        }
    )*};
}
trailing! {
    (A) ();
    (A, B) (); (A) (B);
    (A, B, C) (); (A, B) (C); (A) (B, C);
    (A, B, C, D) (); (A, B, C) (D); (A, B) (C, D); (A) (B, C, D);
    (A, B, C, D, E) (); (A, B, C, D) (E); (A, B, C) (D, E); (A, B) (C, D, E); (A) (B, C, D, E);
    (A, B, C, D, E, F) (); (A, B, C, D, E) (F); (A, B, C, D) (E, F); (A, B, C) (D, E, F); (A, B) (C, D, E, F); (A) (B, C, D, E, F);
}

/// A shape that stretches to `S`: what an assignment in place (`x += &b`) takes.
#[diagnostic::on_unimplemented(
    message = "cannot broadcast a tensor of shape {Self} to shape {S}",
    label = "the right side has shape {Self}, the left {S}",
    note = "the shape of the left side stays; to let both sides stretch, write `x = &x + &y`"
)]
pub trait BroadcastTo<S> {}
#[diagnostic::do_not_recommend]
impl<R: Shape, S: Shape + Broadcast<R, Out = S>> BroadcastTo<S> for R {}
