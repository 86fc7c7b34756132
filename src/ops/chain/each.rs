//! A formula as one loop over broadcast arguments.

use core::array::from_fn;
use core::marker::PhantomData;

use super::kind::reads;
use super::{Formula, Joins, Set};
use crate::derived::Numeric;
use crate::element::Number;
use crate::op::{Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Sink};
use crate::ops::elementwise::{Seen, each_of, many, seen, send_along};
use crate::ops::operand::{Operand, OperandMut};
use crate::ops::walk::Walk;
use crate::plan::Primal;
use crate::shape::Shape;
use crate::value::Value;

/// The formula `F`, of as many arguments as it is called with; `Out` is what it gives.
///
/// No value between has a place: the backward pass computes them again, element by element.
pub struct Each<F, Out>(PhantomData<(F, Out)>);

/// The arguments of a formula on numbers `T`: tensors and numbers.
pub trait Operands<T, const N: usize> {
    /// Their axes, each aligned to six.
    const SIX_DIMS: [[usize; 6]; N];
}

/// How many values of a long row are begun before they are finished: they must still be in the nearest cache.
const CHUNK: usize = 1024;

/// The walk over a result of type `Out`, along these arguments.
pub(super) const fn walk_along<T, Args: Operands<T, N>, Out: Operand<T>, const N: usize>() -> Walk<N> {
    Walk::new(Args::SIX_DIMS, <Out::Shape as Shape>::SIX_DIMS)
}

/// `out ← F(x)`
#[inline(always)]
fn forward<T: Number, F: Formula<T>, Args: Operands<T, N>, Out: OperandMut<T>, const N: usize>(
    x: [&[T]; N],
    out: &mut [T],
) {
    let walk = const { walk_along::<T, Args, Out, N>() };
    let has_long_rows = const { walk_along::<T, Args, Out, N>().run > CHUNK };
    for row in 0..walk.rows {
        let at = walk.start(row);
        let x: [&[T]; N] = from_fn(|n| walk.part(n, x[n], at[n]));
        let y = &mut out[row * walk.run..][..walk.run];
        if has_long_rows {
            for (i, y) in y.chunks_mut(CHUNK).enumerate() {
                let x = from_fn(|n| if walk.steps[n] == 1 { &x[n][i * CHUNK..][..y.len()] } else { x[n] });
                begin::<T, F, N>(x, walk.steps, y);
                F::finish(y);
            }
        } else {
            begin::<T, F, N>(x, walk.steps, y);
        }
    }
    if !has_long_rows {
        F::finish(out);
    }
}

#[inline(always)]
fn begin<T: Number, F: Formula<T>, const N: usize>(x: [&[T]; N], steps: [usize; N], y: &mut [T]) {
    each_of(
        y,
        #[inline(always)]
        |j, _| F::begin::<N>(&from_fn(|n| x[n][j * steps[n]])),
    );
}

/// Sends the cotangents of argument `OF`. `above` gives, for each row, the value and its cotangent by their position in
/// it and the arguments there.
#[inline(always)]
pub(super) fn backward<
    T: Number,
    F: Formula<T>,
    Args: Operands<T, N>,
    Out: Operand<T>,
    X: OperandMut<T>,
    M: Mode,
    A: Fn(usize, &[T; N]) -> (T, T),
    const N: usize,
>(
    of: usize,
    x: [Seen<'_, T>; N],
    above: impl Fn(&Walk<N>, usize) -> A,
    dx: Sink<'_, X, M>,
) {
    let Some(slot) = dx.slot() else { return };
    let walk = const { walk_along::<T, Args, Out, N>() };
    let broadcast = const { <X::Shape as Shape>::NUMEL != <Out::Shape as Shape>::NUMEL };
    send_along::<T, M, _, N>(
        slot.elements_mut(),
        of,
        &walk,
        broadcast,
        #[inline(always)]
        |row, at| {
            let x: [Seen<'_, T>; N] = from_fn(|n| x[n].part(|x| walk.part(n, x, at[n])));
            let (above, steps) = (above(&walk, row), walk.steps);
            #[inline(always)]
            move |j| {
                let x = from_fn(|n| x[n].at(j * steps[n]));
                let (y, ct) = above(j, &x);
                F::cotangent(of, &x, y, ct).unwrap_or(T::ZERO)
            }
        },
    );
}

macro_rules! each {
    ($($Op:ident $n:literal $All:tt: $($x:ident $X:ident $N:ident $i:literal $dx:ident $M:ident),*;)*) => {$(
        impl<T: Number, $($X: Operand<T>),*> Operands<T, $n> for ($($X,)*) {
            const SIX_DIMS: [[usize; 6]; $n] = [$(<$X::Shape as Shape>::SIX_DIMS),*];
        }
        impl<F, Out, $($X),*> Rule<($($X,)*)> for Each<F, Out>
        where
            Out: Value + Numeric<Elem: Number> + OperandMut<<Out as Numeric>::Elem>,
            F: Formula<Out::Elem>,
        {
            type Out = Out;
            type Saved = ();
            type Scratch = ();
            type Needs = Joins<reads!(F::Reads, F::ReadsOut: $($N),*), F::Kind>;
        }
        #[allow(clippy::too_many_arguments)]
        impl<F, Out, $($X),*> $Op<$($X),*> for Each<F, Out>
        where
            Out: Value + Numeric<Elem: Number> + OperandMut<<Out as Numeric>::Elem>,
            F: Formula<Out::Elem>,
            $($X: OperandMut<Out::Elem>,)*
        {
            #[inline(always)]
            fn forward($($x: &$X,)* out: &mut Out, _: &mut (), _: &mut ()) {
                many::<<Out as Operand<Out::Elem>>::Shape, _>(#[inline(always)] move || {
                    forward::<Out::Elem, F, ($($X,)*), Out, $n>([$($x.elements()),*], out.elements_mut())
                })
            }
            #[inline(always)]
            fn backward<$($M: Mode),*>(
                $($x: Primal<'_, <F::Reads as Set>::$N, $X>,)*
                out: Primal<'_, F::ReadsOut, Out>,
                _: &(),
                _: &mut (),
                ct: &Out,
                $($dx: Sink<'_, $X, $M>),*
            ) {
                many::<<Out as Operand<Out::Elem>>::Shape, _>(#[inline(always)] move || {
                    let (x, y, ct) = ([$(seen($x)),*], seen(out), ct.elements());
                    $(backward::<Out::Elem, F, $All, Out, $X, $M, _, $n>(
                        $i,
                        x,
                        #[inline(always)]
                        |walk, row| {
                            let (y, ct) = (y.part(|y| walk.row(y, row)), walk.row(ct, row));
                            #[inline(always)]
                            move |j, _| (y.at(j), ct[j])
                        },
                        $dx,
                    );)*
                })
            }
        }
    )*};
}
each! {
    Op1 1 (A,): a A A 0 da M;
    Op2 2 (A, B): a A A 0 da M, b B B 1 db N;
    Op3 3 (A, B, C): a A A 0 da M, b B B 1 db N, c C C 2 dc P;
    Op4 4 (A, B, C, D): a A A 0 da M, b B B 1 db N, c C C 2 dc P, d D D 3 dd Q;
    Op5 5 (A, B, C, D, E): a A A 0 da M, b B B 1 db N, c C C 2 dc P, d D D 3 dd Q, e E E 4 de R;
    Op6 6 (A, B, C, D, E, G): a A A 0 da M, b B B 1 db N, c C C 2 dc P, d D D 3 dd Q, e E E 4 de R, f G F 5 df S;
}
