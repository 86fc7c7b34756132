//! Formulas of one element of each of several arguments, as types: `(x·a + b).tanh()` of the arguments x, a, b is
//! `Of<tanh, (Of<add, (Of<mul, (Arg<0>, Arg<1>)>, Arg<2>)>,)>`.

use core::marker::PhantomData;

use super::{Cheap, Kind};
use crate::element::Number;
use crate::op::{No, Yes};
use crate::ops::{Pointwise, Pointwise2};
use crate::plan::Bool;

/// A function of one element of each argument, with its derivatives.
pub trait Formula<T>: 'static {
    /// The arguments that it mentions.
    type Mentions: Set;
    /// The arguments that `cotangent` looks at.
    type Reads: Set;
    /// Whether `cotangent` looks at `y`.
    type ReadsOut: Bool;
    /// Whether its value may be computed again.
    type Kind: Kind;
    /// The value at `x`.
    fn value<const N: usize>(x: &[T; N]) -> T;
    /// The value at `x` as far as it is cheap: [`finish`](Formula::finish) makes the rest of many at once, in a loop that
    /// is nothing else, since only such a loop is compiled to vectors whatever the lengths of rows.
    #[inline(always)]
    fn begin<const N: usize>(x: &[T; N]) -> T {
        Self::value(x)
    }
    /// Turns what `begin` gave into the values.
    #[inline(always)]
    fn finish(_: &mut [T]) {}
    /// The cotangent of argument `of`, if the formula mentions it, given `y = value(x)` and the cotangent of `y`. The
    /// values between are computed again.
    fn cotangent<const N: usize>(of: usize, x: &[T; N], y: T, ct: T) -> Option<T>;
}

/// The argument `I`.
#[derive(Clone, Copy, Debug)]
pub enum Arg<const I: usize> {}

/// The elementwise operation `O` of one formula, `Of<O, (F,)>`, or of two, `Of<O, (F, G)>`.
pub struct Of<O, F>(PhantomData<(O, F)>);

impl<T: Number, O: Pointwise<T> + 'static, F: Formula<T>> Formula<T> for Of<O, (F,)> {
    type Mentions = F::Mentions;
    type Reads = <F::Reads as Set>::Or<
        <F::Mentions as Set>::If<<O::NeedsIn as Bool>::Or<<F as Formula<T>>::ReadsOut>>,
    >;
    type ReadsOut = O::NeedsOut;
    type Kind = O::Kind<Self>;
    #[inline(always)]
    fn value<const N: usize>(x: &[T; N]) -> T {
        O::value(F::value(x))
    }
    #[inline(always)]
    fn begin<const N: usize>(x: &[T; N]) -> T {
        if const { <O::Kind<Self> as Kind>::COSTLY } { F::value(x) } else { Self::value(x) }
    }
    #[inline(always)]
    fn finish(y: &mut [T]) {
        if const { <O::Kind<Self> as Kind>::COSTLY } {
            y.iter_mut().for_each(|y| *y = O::value(*y));
        }
    }
    #[inline(always)]
    fn cotangent<const N: usize>(of: usize, x: &[T; N], y: T, ct: T) -> Option<T> {
        let a = F::value(x);
        F::cotangent(of, x, a, O::cotangent(a, y, ct))
    }
}

impl<T: Number, O: Pointwise2<T> + 'static, F: Formula<T>, G: Formula<T>> Formula<T> for Of<O, (F, G)> {
    type Mentions = <F::Mentions as Set>::Or<G::Mentions>;
    type Reads =
        <<F::Reads as Set>::Or<<F::Mentions as Set>::If<<O::NeedsA as Bool>::Or<F::ReadsOut>>> as Set>::Or<
            <G::Reads as Set>::Or<<G::Mentions as Set>::If<<O::NeedsB as Bool>::Or<G::ReadsOut>>>,
        >;
    type ReadsOut = O::NeedsOut;
    type Kind = Cheap<Self>;
    #[inline(always)]
    fn value<const N: usize>(x: &[T; N]) -> T {
        O::value(F::value(x), G::value(x))
    }
    #[inline(always)]
    fn cotangent<const N: usize>(of: usize, x: &[T; N], y: T, ct: T) -> Option<T> {
        let (a, b) = (F::value(x), G::value(x));
        let da = F::cotangent(of, x, a, O::cotangent_a(a, b, y, ct));
        let db = G::cotangent(of, x, b, O::cotangent_b(a, b, y, ct));
        match (da, db) {
            (Some(da), Some(db)) => Some(da.plus(db)),
            (da, db) => da.or(db),
        }
    }
}

/// Some of six arguments: [`Yes`] or [`No`] for each.
pub trait Set: 'static {
    /// The first.
    type A: Bool;
    /// The second.
    type B: Bool;
    /// The third.
    type C: Bool;
    /// The fourth.
    type D: Bool;
    /// The fifth.
    type E: Bool;
    /// The sixth.
    type F: Bool;
    /// Those of either.
    type Or<S: Set>: Set;
    /// Those of this, or none.
    type If<B: Bool>: Set;
}

/// None of six.
type Empty = (No, No, No, No, No, No);

impl<A: Bool, B: Bool, C: Bool, D: Bool, E: Bool, F: Bool> Set for (A, B, C, D, E, F) {
    type A = A;
    type B = B;
    type C = C;
    type D = D;
    type E = E;
    type F = F;
    type Or<S: Set> = (A::Or<S::A>, B::Or<S::B>, C::Or<S::C>, D::Or<S::D>, E::Or<S::E>, F::Or<S::F>);
    type If<X: Bool> = (A::And<X>, B::And<X>, C::And<X>, D::And<X>, E::And<X>, F::And<X>);
}

macro_rules! arguments {
    ($($i:literal: $Only:ty;)*) => {$(
        impl<T: Number> Formula<T> for Arg<$i> {
            type Mentions = $Only;
            type Reads = Empty;
            type ReadsOut = No;
            type Kind = Cheap<Self>;
            #[inline(always)]
            fn value<const N: usize>(x: &[T; N]) -> T {
                x[$i]
            }
            #[inline(always)]
            fn cotangent<const N: usize>(of: usize, _: &[T; N], _: T, ct: T) -> Option<T> {
                if of == $i { Some(ct) } else { None }
            }
        }
    )*};
}
arguments! {
    0: (Yes, No, No, No, No, No);
    1: (No, Yes, No, No, No, No);
    2: (No, No, Yes, No, No, No);
    3: (No, No, No, Yes, No, No);
    4: (No, No, No, No, Yes, No);
    5: (No, No, No, No, No, Yes);
}
