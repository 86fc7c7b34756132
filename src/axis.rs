//! An axis of a tensor is a type: its length is known to the compiler.

use core::fmt::Debug;
use core::marker::PhantomData;

use generic_array::{ArrayLength, GenericArray};

use crate::broadcast::Stretch;
use crate::storage::Array;

/// One axis of a shape.
///
/// Implemented by [`Dim`], [`One`], [`Len`] and by every axis that [`axis!`](crate::axis!) names. A function
/// generic over axes needs no other bound for elementwise operations, broadcasts, products and reductions.
pub trait Axis:
    Copy + Default + Debug + Stretch<Self, Out = Self> + Stretch<One, Out = Self> + 'static
{
    /// Storage for one `T` per position of this axis.
    type Array<T: 'static>: Array<T>;
    /// How many positions the axis has.
    const LEN: usize = <Self::Array<()> as Array<()>>::LEN;
}

/// The ordinary axis: `Dim<3>` has three positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Dim<const N: usize>;

/// The axis of length one that stretches in a broadcast. Reductions that keep their axis leave it behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct One;

/// An axis whose length is a typenum number: what arithmetic gives where no [`Dim`] is in the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Len<N: ArrayLength>(PhantomData<N>);

impl<const N: usize> Axis for Dim<N> {
    type Array<T: 'static> = [T; N];
}

impl Axis for One {
    type Array<T: 'static> = [T; 1];
}

impl<N: ArrayLength + Copy + Default + Debug> Axis for Len<N> {
    type Array<T: 'static> = GenericArray<T, N>;
}

/// Names an axis, so that two axes of equal length do not mix.
///
/// ```
/// use tapeless::prelude::*;
/// axis!(
///     /// The hidden units.
///     pub Hidden = 64
/// );
/// axis!(pub Batch = 64);
/// let h = Tensor::<f32, (Batch, Hidden)>::zeros();
/// assert_eq!(h.dims(), [64, 64]);
/// ```
#[macro_export]
macro_rules! axis {
    ($(#[$meta:meta])* $vis:vis $Name:ident = $len:literal $(;)?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        $vis struct $Name;
        impl $crate::Axis for $Name {
            type Array<T: 'static> = [T; $len];
        }
        impl $crate::broadcast::Stretch<$Name> for $Name {
            type Out = $Name;
        }
        impl $crate::broadcast::Stretch<$crate::One> for $Name {
            type Out = $Name;
        }
        impl $crate::arithmetic::Length for $Name {
            type Num = $crate::arithmetic::FromThousands<
                { $len / 1_000_000_000 },
                { $len / 1_000_000 % 1000 },
                { $len / 1000 % 1000 },
                { $len % 1000 },
            >;
        }
    };
}
