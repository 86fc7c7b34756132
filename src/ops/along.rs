//! Functions of lanes that give lanes of the same length: softmax, cumulative sums.

use core::marker::PhantomData;

use super::elementwise::{Seen, many, seen};
use crate::element::Number;
use crate::kernels::lanes::{Lanes, tiles};
use crate::op::{Gone, Mode, No, Op1, Op2, Rule, Sink};
use crate::plan::{Bool, Primal};
use crate::reduce::{Last, Reduce};
use crate::tensor::Tensor;
use crate::value::Value;

/// A function of many numbers that gives as many.
pub trait LaneMap<T: Number> {
    /// Whether `pull` looks at the result.
    type ReadsY: Bool;
    /// The results of neighbouring lanes, into the tensor `out`.
    fn push<const W: usize>(x: &Lanes<&[T], W>, out: &mut [T]);
    /// The cotangents of neighbouring lanes, into the tensor `slots`, from results and their cotangents side by side.
    fn pull<M: Mode, const W: usize>(y_ct: &Lanes<(Seen<'_, T>, &[T]), W>, slots: &mut [T]);
}

macro_rules! lane_maps {
    ($($(#[$doc:meta])* $Op:ident: $OpN:ident, $Over:ty, [$($G:tt)*], ($($arg:ty, $Skipped:ident)?);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $Op<F>(PhantomData<F>);

        impl<F: LaneMap<T>, T: Number, S: Reduce<$Over>, $($G)*> Rule<(Tensor<T, S>, $($arg)?)> for $Op<F> {
            type Out = Tensor<T, S>;
            type Saved = ();
            type Scratch = ();
            type Needs = (No, $($Skipped,)? F::ReadsY);
        }
        impl<F: LaneMap<T>, T: Number, S: Reduce<$Over>, $($G)*> $OpN<Tensor<T, S>, $($arg)?> for $Op<F> {
            #[inline(always)]
            fn forward(x: &Tensor<T, S>, $(_: &$arg,)? out: &mut Tensor<T, S>, _: &mut (), _: &mut ()) {
                many::<S, _>(#[inline(always)] move || {
                    let out = out.as_mut_slice();
                    tiles!(x.as_slice(), S::GEOMETRY, |lanes, _at| F::push(&lanes, out))
                })
            }
            #[inline(always)]
            #[allow(non_camel_case_types)]
            fn backward<M: Mode $(, $Skipped: Mode)?>(
                _: Gone<'_, Tensor<T, S>>,
                $(_: Gone<'_, $arg>,)?
                y: Primal<'_, F::ReadsY, Tensor<T, S>>,
                _: &(),
                _: &mut (),
                ct: &Tensor<T, S>,
                dx: Sink<'_, Tensor<T, S>, M>,
                $(_: Sink<'_, $arg, $Skipped>)?
            ) {
                let Some(dx) = dx.slot() else { return };
                many::<S, _>(#[inline(always)] move || {
                    let slots = dx.as_mut_slice();
                    tiles!((seen(y), ct.as_slice()), S::GEOMETRY, |lanes, _at| F::pull::<M, _>(&lanes, slots))
                })
            }
        }
    )*};
}
lane_maps! {
    /// The operation along the last axis.
    AlongLast: Op1, Last, [], ();
    /// The operation along a given axis.
    Along: Op2, Over, [Over: Value], (Over, No);
}

/// `d ← x`, or `d += x`, as the mode says.
#[inline(always)]
pub fn put<T: Number, M: Mode>(d: &mut T, x: T) {
    if M::ADD { d.accumulate(&x) } else { *d = x }
}
