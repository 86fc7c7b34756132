//! Which axes a reduction folds, and the shape that is left.

use crate::axis::{Axis, One};
pub use crate::derived::At;
use crate::derived::Type;
use crate::kernels::lanes::Geometry;
use crate::shape::{Shape, positions};

/// A shape some axes of which can be folded: `At<1>`, or several of them, `axes![0, 2]`.
#[diagnostic::on_unimplemented(
    message = "cannot reduce a tensor of shape {Self} over {Over}",
    label = "no such axis in a tensor of shape {Self}",
    note = "axes count from 0; of several, each is named once, in increasing order: `axes![0, 2]`"
)]
pub trait Reduce<Over>: Shape {
    /// The shape without these axes.
    type Dropped: Shape;
    /// The shape with [`One`] in their place.
    type Kept: Shape;
    /// The lanes along these axes.
    #[doc(hidden)]
    const GEOMETRY: &'static Geometry;
}

/// As an argument of an operation.
#[diagnostic::do_not_recommend]
impl<S: Reduce<Axes>, Axes> Reduce<Type<Axes>> for S {
    type Dropped = S::Dropped;
    type Kept = S::Kept;
    const GEOMETRY: &'static Geometry = S::GEOMETRY;
}

/// Every set of axes of a shape: each axis in turn is folded, or not.
macro_rules! subsets {
    ($(($($axes:tt)*))*) => { $(subsets!(@ ($($axes)*) ($($axes)*) over () dropped () kept () folded ());)* };
    (@ $axes:tt ($A:ident $i:tt $($rest:tt)*) over ($($over:tt)*) dropped ($($dropped:tt)*) kept ($($kept:tt)*) folded ($($folded:tt)*)) => {
        subsets!(@ $axes ($($rest)*) over ($($over)* $i) dropped ($($dropped)*) kept ($($kept)* One) folded ($($folded)* true));
        subsets!(@ $axes ($($rest)*) over ($($over)*) dropped ($($dropped)* $A) kept ($($kept)* $A) folded ($($folded)* false));
    };
    (@ $axes:tt () over () $($rest:tt)*) => {};
    (@ $axes:tt () over ($i:tt) $($rest:tt)*) => {
        subsets!(@impl $axes, At<$i>, $($rest)*);
        subsets!(@impl $axes, (At<$i>,), $($rest)*);
    };
    (@ $axes:tt () over ($($i:tt)*) $($rest:tt)*) => {
        subsets!(@impl $axes, ($(At<$i>,)*), $($rest)*);
    };
    (@impl ($($A:ident $_:tt)*), $Over:ty, dropped ($($D:ident)*) kept ($($K:ident)*) folded ($($folded:tt)*)) => {
        #[diagnostic::do_not_recommend]
        impl<$($A: Axis),*> Reduce<$Over> for ($($A,)*) {
            type Dropped = ($($D,)*);
            type Kept = ($($K,)*);
            const GEOMETRY: &'static Geometry = &Geometry::new([$(positions::<$A>()),*], [$($folded),*]);
        }
    };
}
subsets! {
    (A 0)
    (A 0 B 1)
    (A 0 B 1 C 2)
    (A 0 B 1 C 2 D 3)
    (A 0 B 1 C 2 D 3 E 4)
    (A 0 B 1 C 2 D 3 E 4 F 5)
}

/// The last axis, whatever the rank.
#[derive(Clone, Copy, Debug, Default)]
pub struct Last;
macro_rules! last {
    ($(($($A:ident)*) $last:literal;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($A: Axis),*> Reduce<Last> for ($($A,)*) {
            type Dropped = <Self as Reduce<At<$last>>>::Dropped;
            type Kept = <Self as Reduce<At<$last>>>::Kept;
            const GEOMETRY: &'static Geometry = <Self as Reduce<At<$last>>>::GEOMETRY;
        }
    )*};
}
last! { (A) 0; (A B) 1; (A B C) 2; (A B C D) 3; (A B C D E) 4; (A B C D E F) 5; }

/// Several axes of a tensor, in increasing order, for the reductions that end in `_axes`.
///
/// ```
/// use tapeless::prelude::*;
/// let x = Tensor3::<f32, 2, 3, 4>::zeros();
/// let y: Vector<f32, 3> = x.sum_axes::<axes![0, 2]>();
/// let z: Tensor<f32, shape![1, 3, 1]> = x.sum_keep_axes::<axes![0, 2]>();
/// ```
#[macro_export]
macro_rules! axes {
    ($($axis:literal),+ $(,)?) => { ($($crate::reduce::At<$axis>,)+) };
}
