//! Arithmetic on axis lengths, by typenum: concatenation adds, slicing subtracts, flattening multiplies.
//!
//! The result is a decimal axis, `Dim<9>`, where the table has its length, else a [`Len`]. The table has 0 to 1023, the
//! multiples of 8 below 4096 and the multiples of 64 below 16384.

use core::ops::{Add, Div, Mul, Rem, Sub};

use typenum::{B0, B1, Diff, Prod, Quot, Sum, U0, UInt, Unsigned};

use crate::axis::{Axis, Dim, Len, One};
use crate::relation::relation;
use crate::shape::Shape;

/// An axis whose length typenum can calculate with.
#[diagnostic::on_unimplemented(
    message = "the length of the axis {Self} is not in the table",
    label = "shape arithmetic knows 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384",
    note = "name the axis, `axis!(Words = 5000)`, or write it as `Len<typenum::U5000>`: these have no limit"
)]
pub trait Length: Axis {
    /// The length as a typenum number.
    type Num: Unsigned;
}

/// The axis of a calculated length: a decimal [`Dim`] where the table has it, else [`Len`].
pub trait ToAxis {
    /// The axis.
    type Axis: Axis;
}

impl Length for One {
    type Num = typenum::U1;
}
impl<N: generic_array::ArrayLength + Copy + Default + core::fmt::Debug> Length for Len<N> {
    type Num = N;
}

tapeless_macros::length_table!();

/// The axis of a typenum number: `NumAxis<U9>` is `Dim<9>`.
pub type NumAxis<N> = <N as ToAxis>::Axis;
/// The axis as long as both together: concatenation.
pub type SumAxis<A, B> = NumAxis<Sum<<A as Length>::Num, <B as Length>::Num>>;
/// What is left of `A` without `B`: slicing.
pub type DiffAxis<A, B> = NumAxis<Diff<<A as Length>::Num, <B as Length>::Num>>;
/// The axis of all pairs: flattening.
pub type ProdAxis<A, B> = NumAxis<Prod<<A as Length>::Num, <B as Length>::Num>>;
/// How often `B` fits into `A`: windows of pooling and convolution.
pub type QuotAxis<A, B> = NumAxis<Quot<<A as Length>::Num, <B as Length>::Num>>;

/// A number of up to twelve digits from its groups of three: 50,257 is `FromThousands<0, 0, 50, 257>`.
pub type FromThousands<const G: usize, const M: usize, const K: usize, const N: usize> =
    Thousands<Thousands<Thousands<NumOf<G>, M>, K>, N>;
type NumOf<const N: usize> = <Dim<N> as Length>::Num;
type Thousands<Upper, const N: usize> = Sum<Prod<Upper, typenum::U1000>, NumOf<N>>;

macro_rules! calculations {
    ($($(#[$doc:meta])* $Trait:ident, $message:literal: $Op:ident $(+ $Exact:ident<$Rest:ty>)?, $Result:ident, $Axis:ident;)*) => {$(
        $(#[$doc])*
        #[diagnostic::on_unimplemented(
            message = $message,
            note = "shape arithmetic knows 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384",
            note = "a named axis, `axis!(Words = 5000)`, and `Len<typenum::U5000>` have no limit"
        )]
        pub trait $Trait<B: Axis>: Axis {
            /// The resulting axis.
            type Out: Axis;
        }
        relation! {
            [A: Axis, B: Axis] A: $Trait<B>,
            [
                A: Length,
                B: Length,
                A::Num: $Op<B::Num> $(+ $Exact<B::Num, Output = $Rest>)?,
                $Result<A::Num, B::Num>: ToAxis,
            ]
            type Out = $Axis<A, B>, or One;
        }
    )*};
}
calculations! {
    /// [`SumAxis`] for bounds: `A: AddAxis<B>`.
    AddAxis, "the lengths of {Self} and {B} cannot be added": Add, Sum, SumAxis;
    /// [`DiffAxis`] for bounds: `A: SubAxis<B>`, where `A` is at least as long as `B`.
    SubAxis, "an axis {Self} is shorter than {B}": Sub, Diff, DiffAxis;
    /// [`ProdAxis`] for bounds: `A: MulAxis<B>`.
    MulAxis, "the lengths of {Self} and {B} cannot be multiplied": Mul, Prod, ProdAxis;
    /// [`QuotAxis`] for bounds: `A: DivAxis<B>`, where nothing is left over.
    DivAxis, "an axis {Self} does not divide into {B} equal parts": Div + Rem<U0>, Quot, QuotAxis;
}

/// A shape whose elements typenum can count: every axis is a [`Length`].
pub trait Count: Shape {
    /// How many elements, as a typenum number.
    type Num: Unsigned;
}
/// The axis along which all elements of a shape stand: `FlatAxis<shape![3, 4]>` is `Dim<12>`.
pub type FlatAxis<S> = NumAxis<<S as Count>::Num>;

impl Count for () {
    type Num = typenum::U1;
}
impl<A: Length> Count for (A,) {
    type Num = A::Num;
}
macro_rules! count {
    ($($A:ident $($Rest:ident)+;)*) => {$(
        impl<$A: Length, $($Rest: Axis),+> Count for ($A, $($Rest,)+)
        where
            ($($Rest,)+): Count,
            $A::Num: Mul<<($($Rest,)+) as Count>::Num, Output: Unsigned>,
        {
            type Num = Prod<$A::Num, <($($Rest,)+) as Count>::Num>;
        }
    )*};
}
count! { A B; A B C; A B C D; A B C D E; A B C D E F; }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape;
    use core::any::TypeId;

    fn is<A: 'static, B: 'static>() -> bool {
        TypeId::of::<A>() == TypeId::of::<B>()
    }

    #[test]
    fn results_are_decimal() {
        assert!(is::<SumAxis<Dim<4>, Dim<5>>, Dim<9>>());
        assert!(is::<SumAxis<Dim<0>, Dim<0>>, Dim<0>>());
        assert!(is::<SumAxis<One, Dim<31>>, Dim<32>>());
        assert!(is::<ProdAxis<Dim<28>, Dim<28>>, Dim<784>>());
        assert!(is::<ProdAxis<Dim<64>, Dim<64>>, Dim<4096>>());
        assert!(is::<ProdAxis<Dim<196>, Dim<64>>, Dim<12544>>());
        assert!(is::<QuotAxis<Dim<28>, Dim<3>>, Dim<9>>());
        assert!(is::<DiffAxis<Dim<28>, One>, Dim<27>>());
        assert!(is::<FlatAxis<shape![1, 2, 3, 4, 5, 6]>, Dim<720>>());
    }

    #[test]
    fn every_length_of_the_table_comes_back() {
        macro_rules! come_back {
            ($($n:literal)*) => {$(
                assert!(is::<NumAxis<<Dim<$n> as Length>::Num>, Dim<$n>>(), "{}", $n);
            )*};
        }
        come_back! {
            0 1 2 3 4 7 8 15 16 17 30 31 32 33 62 63 64 65 127 128 511 512 1000 1022 1023
            1024 1032 2040 2048 2056 3000 4088 4096 4160 8192 12544 16320
        }
    }

    #[test]
    fn lengths_beyond_the_table_work() {
        assert_eq!(SumAxis::<Dim<1000>, Dim<1001>>::LEN, 2001);
        assert_eq!(SumAxis::<Dim<4096>, Dim<16>>::LEN, 4112);
        assert_eq!(SumAxis::<Dim<1023>, Dim<2>>::LEN, 1025);
        assert_eq!(ProdAxis::<Dim<1000>, Dim<1000>>::LEN, 1_000_000);
        assert_eq!(ProdAxis::<Dim<1024>, Dim<1024>>::LEN, 1 << 20);
        assert_eq!(SumAxis::<Dim<16320>, Dim<64>>::LEN, 16384);
    }

    #[test]
    fn named_axes_have_any_length() {
        crate::axis!(Words = 50_257);
        crate::axis!(Pixels = 150_528);
        crate::axis!(Population = 1_234_567_890);
        assert!(is::<<Words as Length>::Num, Sum<Prod<typenum::U50, typenum::U1000>, typenum::U257>>());
        assert_eq!(SumAxis::<Words, One>::LEN, 50_258);
        assert!(is::<<Pixels as Length>::Num, Prod<Prod<typenum::U224, typenum::U224>, typenum::U3>>());
        assert_eq!(<Population as Length>::Num::USIZE, 1_234_567_890);
    }
}
