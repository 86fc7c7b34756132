//! A shape is a tuple of axes, rank 0 to 6.

use core::fmt::Debug;

use crate::axis::Axis;
use crate::broadcast::Broadcast;
use crate::storage::Array;

/// A tuple of axes: `(Dim<3>, Dim<4>)`, written `shape![3, 4]`.
///
/// A function generic over shapes needs no other bound to combine tensors of that shape with each other and with
/// numbers.
///
/// # Safety
/// `Array<T>` is exactly `NUMEL` consecutive `T`s in row-major order: no padding, alignment that of `T`.
pub unsafe trait Shape:
    Copy + Default + Debug + Broadcast<Self, Out = Self> + Broadcast<(), Out = Self> + 'static
{
    /// Storage for one `T` per element: arrays of arrays.
    type Array<T: 'static>: 'static;
    /// The lengths of the axes, as a value: `[usize; RANK]`.
    type Dims: Copy + Debug + PartialEq + AsRef<[usize]> + AsMut<[usize]>;
    /// How many axes.
    const RANK: usize;
    /// How many elements: the product of the lengths.
    const NUMEL: usize;
    /// The lengths of the axes.
    const DIMS: Self::Dims;
    /// The lengths of the axes, with axes of length 1 in front to make six.
    const SIX_DIMS: [usize; 6];
    /// The lengths of the axes, as a slice.
    const LENGTHS: &'static [usize];
}

/// Positions of an axis, from the storage itself, so that an axis cannot lie about them.
pub(crate) const fn positions<A: Axis>() -> usize {
    <A::Array<()> as Array<()>>::LEN
}

/// The lengths `dims`, with 1s in front to make six.
const fn six(dims: &[usize]) -> [usize; 6] {
    let (mut six, mut axis) = ([1; 6], 0);
    while axis < dims.len() {
        six[6 - dims.len() + axis] = dims[axis];
        axis += 1;
    }
    six
}

macro_rules! shapes {
    ($($rank:literal: ($($A:ident),*) $nested:ty;)*) => {$(
        // SAFETY: nested arrays are consecutive, and `positions` asks the arrays themselves.
        unsafe impl<$($A: Axis),*> Shape for ($($A,)*) {
            type Array<T: 'static> = $nested;
            type Dims = [usize; $rank];
            const RANK: usize = $rank;
            const NUMEL: usize = 1 $(* positions::<$A>())*;
            const DIMS: [usize; $rank] = [$(positions::<$A>()),*];
            const SIX_DIMS: [usize; 6] = six(&Self::DIMS);
            const LENGTHS: &'static [usize] = &[$(positions::<$A>()),*];
        }
    )*};
}
shapes! {
    0: () T;
    1: (A) A::Array<T>;
    2: (A, B) A::Array<B::Array<T>>;
    3: (A, B, C) A::Array<B::Array<C::Array<T>>>;
    4: (A, B, C, D) A::Array<B::Array<C::Array<D::Array<T>>>>;
    5: (A, B, C, D, E) A::Array<B::Array<C::Array<D::Array<E::Array<T>>>>>;
    6: (A, B, C, D, E, F) A::Array<B::Array<C::Array<D::Array<E::Array<F::Array<T>>>>>>;
}

/// Writes a shape: `shape![3, 4]` is `(Dim<3>, Dim<4>)`, a literal `1` is [`One`](crate::One), and a name is an
/// axis of that name.
///
/// ```
/// use tapeless::prelude::*;
/// axis!(Batch = 32);
/// let x = Tensor::<f32, shape![Batch, 1, 3]>::zeros();
/// assert_eq!(x.dims(), [32, 1, 3]);
/// ```
#[macro_export]
macro_rules! shape {
    (@axes [$($done:ty,)*]) => { ($($done,)*) };
    (@axes [$($done:ty,)*] 1 $(, $($rest:tt)*)?) => { $crate::shape!(@axes [$($done,)* $crate::One,] $($($rest)*)?) };
    (@axes [$($done:ty,)*] $n:literal $(, $($rest:tt)*)?) => { $crate::shape!(@axes [$($done,)* $crate::Dim<$n>,] $($($rest)*)?) };
    (@axes [$($done:ty,)*] {$n:expr} $(, $($rest:tt)*)?) => { $crate::shape!(@axes [$($done,)* $crate::Dim<{ $n }>,] $($($rest)*)?) };
    (@axes [$($done:ty,)*] $A:ty $(, $($rest:tt)*)?) => { $crate::shape!(@axes [$($done,)* $A,] $($($rest)*)?) };
    ($($axes:tt)*) => { $crate::shape!(@axes [] $($axes)*) };
}
