//! The contract of an operation: what it gives, how it runs forward, how it runs backward.

use core::marker::PhantomData;

use crate::call::Apply;
use crate::plan::{Answers, Primal};
use crate::storage::{Zeroed, same_mut};

pub use crate::plan::{Gone, Kept};
use crate::value::Value;

/// What an operation gives for arguments of types `Args` (a tuple), and what it stores.
pub trait Rule<Args> {
    /// The result.
    type Out: Value;
    /// What the backward pass needs beyond arguments and result; mostly `()`.
    type Saved: Zeroed;
    /// Storage that is dead between calls.
    type Scratch: Zeroed;
    /// Which primals `backward` reads: one of [`Yes`] and [`No`] for each argument, then one for the result. The
    /// others need not be kept: their storage is shared.
    type Needs: Answers;
}

/// See [`Rule::Needs`].
#[derive(Clone, Copy, Debug)]
pub enum Yes {}
/// See [`Rule::Needs`].
#[derive(Clone, Copy, Debug)]
pub enum No {}

macro_rules! contracts {
    ($($(#[$doc:meta])* $Op:ident: $($a:ident $A:ident $N:ident $da:ident $M:ident),*;)*) => {$(
        $(#[$doc])*
        ///
        /// `forward` overwrites `out` and `saved`, whatever they held. `backward` sends the cotangent of each argument
        /// into its [`Sink`], which says whether anybody wants it and whether to overwrite or to add; it sees those
        /// primals that [`Rule::Needs`] names.
        #[allow(clippy::too_many_arguments, missing_docs)]
        pub trait $Op<$($A),*>: Rule<($($A,)*)> {
            fn forward($($a: &$A,)* out: &mut Self::Out, saved: &mut Self::Saved, scratch: &mut Self::Scratch);
            /// `forward` for who wants the result alone.
            #[inline(always)]
            fn infer($($a: &$A,)* out: &mut Self::Out, storage: &mut <Self::Needs as Answers>::Alone<Self::Saved, Self::Scratch>) {
                let (saved, scratch): &mut (Self::Saved, Self::Scratch) = same_mut(storage);
                Self::forward($($a,)* out, saved, scratch);
            }
            fn backward<$($M: Mode),*>(
                $($a: Primal<'_, <Self::Needs as Answers>::$N, $A>,)*
                out: Primal<'_, <Self::Needs as Answers>::Out, Self::Out>,
                saved: &Self::Saved,
                scratch: &mut Self::Scratch,
                ct: &Self::Out,
                $($da: Sink<'_, $A, $M>),*
            );
        }
    )*};
}
contracts! {
    /// An operation on one argument.
    Op1: a A A da M;
    /// An operation on two arguments.
    Op2: a A A da M, b B B db N;
    /// An operation on three arguments.
    Op3: a A A da M, b B B db N, c C C dc O;
    /// An operation on four arguments.
    Op4: a A A da M, b B B db N, c C C dc O, d D D dd P;
    /// An operation on five arguments.
    Op5: a A A da M, b B B db N, c C C dc O, d D D dd P, e E E de Q;
    /// An operation on six arguments.
    Op6: a A A da M, b B B db N, c C C dc O, d D D dd P, e E E de Q, f F F df R;
}

/// Whether a cotangent is wanted, and whether it overwrites or adds. Decided by types, so it costs nothing.
pub trait Mode {
    /// Somebody wants this cotangent.
    const ACTIVE: bool;
    /// Add to what is there, or overwrite it.
    const ADD: bool;
    /// The mode of every use after the first.
    type Later: Mode;
    /// A sink that overwrites `slot`, if the cotangent is wanted at all.
    #[inline(always)]
    fn set<X>(slot: &mut X) -> Sink<'_, X, If<Self, Set>>
    where
        Self: Sized,
    {
        Sink::into(slot)
    }
    /// A sink that adds to `slot`, if the cotangent is wanted at all.
    #[inline(always)]
    fn add<X>(slot: &mut X) -> Sink<'_, X, If<Self, Add>>
    where
        Self: Sized,
    {
        Sink::into(slot)
    }
}

/// Nobody wants this cotangent.
pub enum Skip {}
/// Overwrite.
pub enum Set {}
/// Add to what is there.
pub enum Add {}
/// `M`, if the cotangent above it, whose mode is `P`, is wanted at all.
pub struct If<P, M>(PhantomData<(P, M)>);
/// Wanted if one of several is, a tuple of modes.
pub struct Any<Modes>(PhantomData<Modes>);

impl Mode for Skip {
    const ACTIVE: bool = false;
    const ADD: bool = false;
    type Later = Skip;
}
impl Mode for Set {
    const ACTIVE: bool = true;
    const ADD: bool = false;
    type Later = Add;
}
impl Mode for Add {
    const ACTIVE: bool = true;
    const ADD: bool = true;
    type Later = Add;
}
impl<P: Mode, M: Mode> Mode for If<P, M> {
    const ACTIVE: bool = P::ACTIVE && M::ACTIVE;
    const ADD: bool = M::ADD;
    type Later = If<P, M::Later>;
}
macro_rules! any {
    ($(($($P:ident),*))*) => {$(
        impl<$($P: Mode),*> Mode for Any<($($P,)*)> {
            const ACTIVE: bool = false $(|| $P::ACTIVE)*;
            const ADD: bool = false;
            type Later = Any<($($P::Later,)*)>;
        }
    )*};
}
any!((P, Q)(P, Q, R)(P, Q, R, S)(P, Q, R, S, T)(P, Q, R, S, T, U));

/// Where the cotangent of a value of type `X` goes.
pub struct Sink<'a, X, M> {
    slot: Option<&'a mut X>,
    mode: PhantomData<M>,
}

impl<X> Sink<'_, X, Skip> {
    /// Nobody wants it: no code is left of computing it.
    #[inline(always)]
    pub fn skip() -> Self {
        Sink { slot: None, mode: PhantomData }
    }
}

impl<'a, X> Sink<'a, X, Set> {
    /// Overwrites `slot`.
    #[inline(always)]
    pub fn set(slot: &'a mut X) -> Self {
        Sink::into(slot)
    }
}

impl<'a, X> Sink<'a, X, Add> {
    /// Adds to `slot`.
    #[inline(always)]
    pub fn add(slot: &'a mut X) -> Self {
        Sink::into(slot)
    }
}

impl<'a, X, M: Mode> Sink<'a, X, M> {
    /// Into `slot`, as the mode says.
    #[inline(always)]
    pub fn into(slot: &'a mut X) -> Self {
        Sink { slot: Some(slot), mode: PhantomData }
    }

    /// The destination, if somebody wants the cotangent.
    #[inline(always)]
    pub fn slot(self) -> Option<&'a mut X> {
        if M::ACTIVE { self.slot } else { None }
    }

    /// The destination to add into: zeroed first if this sink overwrites.
    #[inline(always)]
    pub fn slot_to_add(self) -> Option<&'a mut X>
    where
        X: Value,
    {
        let slot = self.slot()?;
        if !M::ADD {
            slot.clear();
        }
        Some(slot)
    }

    /// Sends a whole cotangent.
    #[inline(always)]
    pub fn put(self, cotangent: &X)
    where
        X: Value,
    {
        if let Some(slot) = self.slot() {
            if M::ADD { slot.accumulate(cotangent) } else { slot.assign(cotangent) }
        }
    }

    /// The first use of this destination (in the order of the backward pass).
    #[inline(always)]
    pub fn first(&mut self) -> Sink<'_, X, M> {
        Sink { slot: self.slot.as_deref_mut(), mode: PhantomData }
    }

    /// A later use: adds where the first would overwrite.
    #[inline(always)]
    pub fn later(&mut self) -> Sink<'_, X, M::Later> {
        Sink { slot: self.slot.as_deref_mut(), mode: PhantomData }
    }

    /// A part of this destination.
    #[inline(always)]
    pub fn part<Y>(self, part: impl FnOnce(&'a mut X) -> &'a mut Y) -> Sink<'a, Y, M> {
        Sink { slot: self.slot.map(part), mode: PhantomData }
    }

    /// The same sink, active only if `P` is: what a `#[frozen]` field is reached by.
    #[inline(always)]
    pub fn only_if<P: Mode>(self) -> Sink<'a, X, If<P, M>> {
        Sink { slot: self.slot, mode: PhantomData }
    }

    /// Zeroes the destination if this sink overwrites: nothing will be sent, or all that is sent will add.
    #[inline(always)]
    pub fn clear(&mut self)
    where
        X: Value,
    {
        if M::ACTIVE
            && !M::ADD
            && let Some(slot) = self.slot.as_deref_mut()
        {
            slot.clear();
        }
    }

    /// The same sink under another name of its type.
    #[inline(always)]
    pub fn same<Y: 'static>(self) -> Sink<'a, Y, M>
    where
        X: 'static,
    {
        Sink { slot: self.slot.map(same_mut), mode: PhantomData }
    }
}

macro_rules! evaluate {
    ($($eval:ident $forward:ident $Op:ident: $($a:ident $A:ident),*;)*) => {$(
        /// The result of an operation, by value.
        #[inline(always)]
        pub fn $eval<O: $Op<$($A),*>, $($A),*>($($a: &$A),*) -> O::Out {
            let (mut out, mut saved, mut scratch) = (O::Out::ZERO, O::Saved::ZERO, O::Scratch::ZERO);
            Apply::<O>::$forward($($a,)* &mut out, &mut saved, &mut scratch);
            out
        }
    )*};
}
evaluate! {
    eval1 forward1 Op1: a A;
    eval2 forward2 Op2: a A, b B;
    eval3 forward3 Op3: a A, b B, c C;
    eval4 forward4 Op4: a A, b B, c C, d D;
    eval5 forward5 Op5: a A, b B, c C, d D, e E;
    eval6 forward6 Op6: a A, b B, c C, d D, e E, f F;
}
