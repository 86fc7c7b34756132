//! Arithmetic on axis lengths, by typenum: concatenation adds, slicing subtracts, flattening multiplies.

use typenum::{B0, B1, Diff, Prod, Quot, Sum, UInt, UTerm, Unsigned};

use crate::axis::{Axis, Dim, Len, One};

/// An axis whose length typenum can calculate with.
#[diagnostic::on_unimplemented(
    message = "the length of the axis {Self} is not in the table",
    label = "shape arithmetic knows 0 to 1024, and multiples of 16 up to 16384",
    note = "write the axis as `Len<typenum::U…>`, which has no limit"
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

/// [`SumAxis`] as a trait, for bounds: `A: AddAxis<B>`.
#[diagnostic::on_unimplemented(message = "the lengths of {Self} and {B} cannot be added")]
pub trait AddAxis<B>: Length {
    /// The axis as long as both together.
    type Out: Axis;
}
#[diagnostic::do_not_recommend]
impl<A: Length, B: Length> AddAxis<B> for A
where
    A::Num: core::ops::Add<B::Num>,
    Sum<A::Num, B::Num>: ToAxis,
{
    type Out = SumAxis<A, B>;
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::any::TypeId;

    fn is<A: 'static, B: 'static>() -> bool {
        TypeId::of::<A>() == TypeId::of::<B>()
    }

    #[test]
    fn sums_are_decimal() {
        assert!(is::<SumAxis<Dim<4>, Dim<5>>, Dim<9>>());
        assert!(is::<ProdAxis<Dim<28>, Dim<28>>, Dim<784>>());
        assert!(is::<ProdAxis<Dim<32>, Dim<64>>, Dim<2048>>());
        assert!(is::<ProdAxis<Dim<64>, Dim<64>>, Dim<4096>>());
        assert!(is::<QuotAxis<Dim<28>, Dim<2>>, Dim<14>>());
        assert!(is::<DiffAxis<Dim<28>, One>, Dim<27>>());
    }

    #[test]
    fn lengths_beyond_the_table_work() {
        assert_eq!(SumAxis::<Dim<1000>, Dim<1001>>::LEN, 2001);
        assert_eq!(SumAxis::<Dim<4096>, Dim<16>>::LEN, 4112);
        assert_eq!(ProdAxis::<Dim<1000>, Dim<1000>>::LEN, 1_000_000);
        assert_eq!(ProdAxis::<Dim<1024>, Dim<1024>>::LEN, 1 << 20);
    }
}
