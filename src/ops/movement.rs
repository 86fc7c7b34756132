//! Operations that only move elements: the result is made of elements of the argument, and the cotangent goes back the
//! way they came.

use crate::element::Element;
use crate::kernels::moves::{Moves, add, copy};
use crate::op::{Mode, Sink};
use crate::shape::Shape;
use crate::tensor::Tensor;

/// `sink ← ct`, moved back. An element that was not moved gets 0, one that was moved to many places the sum.
#[inline(always)]
pub fn send_back<T: Element, S: Shape, M: Mode>(sink: Sink<'_, Tensor<T, S>, M>, moves: Moves, ct: &[T]) {
    let back = moves.reversed();
    if M::ADD || !back.fills(S::NUMEL) {
        let Some(slot) = sink.slot_to_add() else { return };
        add(back, ct, slot.as_mut_slice());
    } else {
        let Some(slot) = sink.slot() else { return };
        copy(back, ct, slot.as_mut_slice());
    }
}

/// `sink ← parts`, which fill it together.
#[inline(always)]
pub fn send_parts<T: Element, S: Shape, M: Mode, const N: usize>(
    sink: Sink<'_, Tensor<T, S>, M>,
    parts: [(Moves, &[T]); N],
) {
    let Some(slot) = sink.slot() else { return };
    for (moves, part) in parts {
        if M::ADD { add(moves, part, slot.as_mut_slice()) } else { copy(moves, part, slot.as_mut_slice()) }
    }
}

/// An operation that moves elements of a tensor of any element type, and its backward pass.
///
/// `row: Op2 [A: Axis, B: Axis] (A, B), i: usize (Yes N) => (B,); moves` reads: from shape `(A, B)` and an argument `i` to
/// shape `(B,)`, by the loops `moves`; the backward pass reads `i` and calls the mode of its sink `N`.
macro_rules! movement {
    (
        $op:ident: $Op:ident [$($generics:tt)*] $S:ty $(, $arg:tt: $Arg:ty, ($Need:ident $N:ident))* => $Out:ty
        $(where [$($bounds:tt)*])?;
        $moves:expr
    ) => {
        impl<T: Element, $($generics)*> Rule<(Tensor<T, $S>, $($Arg,)*)> for $op
        $(where $($bounds)*)?
        {
            type Out = Tensor<T, $Out>;
            type Saved = ();
            type Scratch = ();
            type Needs = (No, $($Need,)* No);
        }
        impl<T: Element, $($generics)*> $Op<Tensor<T, $S>, $($Arg),*> for $op
        $(where $($bounds)*)?
        {
            #[inline(always)]
            fn forward(x: &Tensor<T, $S>, $($arg: &$Arg,)* out: &mut Tensor<T, $Out>, _: &mut (), _: &mut ()) {
                moves::copy($moves, x.as_slice(), out.as_mut_slice());
            }
            #[inline(always)]
            fn backward<MX: Mode, $($N: Mode),*>(
                _: Gone<'_, Tensor<T, $S>>,
                $($arg: Primal<'_, $Need, $Arg>,)*
                _: Gone<'_, Tensor<T, $Out>>,
                _: &(),
                _: &mut (),
                ct: &Tensor<T, $Out>,
                dx: Sink<'_, Tensor<T, $S>, MX>,
                $(_: Sink<'_, $Arg, $N>,)*
            ) {
                send_back(dx, $moves, ct.as_slice());
            }
        }
    };
}
pub(crate) use movement;
