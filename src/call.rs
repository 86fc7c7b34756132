//! Calls of operations, as derived code writes them and as tensors' own methods do.
//!
//! A small call is inlined into the function around it. A larger one is a function of its own, one for all calls of
//! this operation on these types in the program: it takes the compiler's time once, and its own loops are compiled for
//! the processor's own instructions.

use core::marker::PhantomData;

use crate::derived::Method;
use crate::kernels::isa::vectorized;
use crate::op::{Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Sink};
use crate::plan::{Answers, Primal};

/// Calls of an operation.
pub struct Apply<O>(PhantomData<O>);

/// Calls of the method whose name has this hash; which operation that is follows from the arguments.
pub enum Call<const NAME: u64> {}

/// Whether a call with a result of this type is small.
const fn is_small<Out>() -> bool {
    size_of::<Out>() <= 128
}

macro_rules! calls {
    ($($forward:ident $infer:ident $backward:ident $Op:ident $All:tt: $($a:ident $A:ident $N:ident $da:ident $M:ident),*;)*) => {
        impl<O> Apply<O> {$(
            /// `out = op(…)`
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            pub fn $forward<$($A),*>($($a: &$A,)* out: &mut O::Out, saved: &mut O::Saved, scratch: &mut O::Scratch)
            where
                O: $Op<$($A),*>,
            {
                #[inline(never)]
                #[allow(clippy::too_many_arguments)]
                fn apart<Op: $Op<$($A),*>, $($A),*>(
                    $($a: &$A,)*
                    out: &mut Op::Out,
                    saved: &mut Op::Saved,
                    scratch: &mut Op::Scratch,
                ) {
                    vectorized(#[inline(always)] || Op::forward($($a,)* out, saved, scratch))
                }
                if const { is_small::<O::Out>() } {
                    O::forward($($a,)* out, saved, scratch)
                } else {
                    apart::<O, $($A),*>($($a,)* out, saved, scratch)
                }
            }

            /// `out = op(…)`, of which nothing is asked afterwards.
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            pub fn $infer<$($A),*>(
                $($a: &$A,)*
                out: &mut O::Out,
                storage: &mut <O::Needs as Answers>::Alone<O::Saved, O::Scratch>,
            ) where
                O: $Op<$($A),*>,
            {
                #[inline(never)]
                #[allow(clippy::too_many_arguments)]
                fn apart<Op: $Op<$($A),*>, $($A),*>(
                    $($a: &$A,)*
                    out: &mut Op::Out,
                    storage: &mut <Op::Needs as Answers>::Alone<Op::Saved, Op::Scratch>,
                ) {
                    vectorized(#[inline(always)] || Op::infer($($a,)* out, storage))
                }
                if const { is_small::<O::Out>() } {
                    O::infer($($a,)* out, storage)
                } else {
                    apart::<O, $($A),*>($($a,)* out, storage)
                }
            }

            /// Its backward pass.
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            pub fn $backward<$($A,)* $($M: Mode),*>(
                $($a: Primal<'_, <O::Needs as Answers>::$N, $A>,)*
                out: Primal<'_, <O::Needs as Answers>::Out, O::Out>,
                saved: &O::Saved,
                scratch: &mut O::Scratch,
                ct: &O::Out,
                $($da: Sink<'_, $A, $M>),*
            ) where
                O: $Op<$($A),*>,
            {
                #[inline(never)]
                #[allow(clippy::too_many_arguments)]
                fn apart<Op: $Op<$($A),*>, $($A,)* $($M: Mode),*>(
                    $($a: Primal<'_, <Op::Needs as Answers>::$N, $A>,)*
                    out: Primal<'_, <Op::Needs as Answers>::Out, Op::Out>,
                    saved: &Op::Saved,
                    scratch: &mut Op::Scratch,
                    ct: &Op::Out,
                    $($da: Sink<'_, $A, $M>),*
                ) {
                    vectorized(#[inline(always)] || Op::backward($($a,)* out, saved, scratch, ct, $($da),*))
                }
                if const { is_small::<O::Out>() } {
                    O::backward($($a,)* out, saved, scratch, ct, $($da),*)
                } else {
                    apart::<O, $($A,)* $($M),*>($($a,)* out, saved, scratch, ct, $($da),*)
                }
            }
        )*}

        impl<const NAME: u64> Call<NAME> {$(
            /// `out = a.name(…)`
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            pub fn $forward<$($A),*>(
                $($a: &$A,)*
                out: &mut <A::Op as Rule<$All>>::Out,
                saved: &mut <A::Op as Rule<$All>>::Saved,
                scratch: &mut <A::Op as Rule<$All>>::Scratch,
            ) where
                A: Method<NAME>,
                A::Op: $Op<$($A),*>,
            {
                Apply::<A::Op>::$forward($($a,)* out, saved, scratch)
            }

            /// `out = a.name(…)`, of which nothing is asked afterwards.
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            pub fn $infer<$($A),*>(
                $($a: &$A,)*
                out: &mut <A::Op as Rule<$All>>::Out,
                storage: &mut <<A::Op as Rule<$All>>::Needs as Answers>::Alone<
                    <A::Op as Rule<$All>>::Saved,
                    <A::Op as Rule<$All>>::Scratch,
                >,
            ) where
                A: Method<NAME>,
                A::Op: $Op<$($A),*>,
            {
                Apply::<A::Op>::$infer($($a,)* out, storage)
            }

            /// Its backward pass.
            #[inline(always)]
            #[allow(clippy::too_many_arguments)]
            pub fn $backward<$($A,)* $($M: Mode),*>(
                $($a: Primal<'_, <<A::Op as Rule<$All>>::Needs as Answers>::$N, $A>,)*
                out: Primal<'_, <<A::Op as Rule<$All>>::Needs as Answers>::Out, <A::Op as Rule<$All>>::Out>,
                saved: &<A::Op as Rule<$All>>::Saved,
                scratch: &mut <A::Op as Rule<$All>>::Scratch,
                ct: &<A::Op as Rule<$All>>::Out,
                $($da: Sink<'_, $A, $M>),*
            ) where
                A: Method<NAME>,
                A::Op: $Op<$($A),*>,
            {
                Apply::<A::Op>::$backward($($a,)* out, saved, scratch, ct, $($da),*)
            }
        )*}
    };
}
calls! {
    forward1 infer1 backward1 Op1 (A,): a A A da M;
    forward2 infer2 backward2 Op2 (A, B): a A A da M, b B B db N;
    forward3 infer3 backward3 Op3 (A, B, C): a A A da M, b B B db N, c C C dc P;
    forward4 infer4 backward4 Op4 (A, B, C, D): a A A da M, b B B db N, c C C dc P, d D D dd Q;
    forward5 infer5 backward5 Op5 (A, B, C, D, E): a A A da M, b B B db N, c C C dc P, d D D dd Q, e E E de R;
    forward6 infer6 backward6 Op6 (A, B, C, D, E, F): a A A da M, b B B db N, c C C dc P, d D D dd Q, e E E de R, f F F df S;
}
