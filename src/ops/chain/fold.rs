//! A formula whose values are reduced to a number where they are computed.

use core::array::from_fn;
use core::marker::PhantomData;

use super::each::{Operands, backward, walk_along};
use super::kind::reads;
use super::{Formula, Set};
use crate::derived::Numeric;
use crate::element::{Element, Number};
use crate::kernels::lanes::{Geometry, Lanes, Source};
use crate::op::{Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Sink};
use crate::ops::elementwise::{Seen, many, seen};
use crate::ops::operand::{Operand, OperandMut};
use crate::ops::reduction::Reduction;
use crate::ops::walk::Walk;
use crate::plan::{Bool, Primal};
use crate::shape::Shape;

/// The reduction `R` of the formula `F`, whose values are the elements of a `Middle` that nobody stores.
pub struct Fold<F, R, Middle>(PhantomData<(F, R, Middle)>);

/// Those values, in order.
struct Values<'a, T, F, Args, Middle, const N: usize> {
    x: [Seen<'a, T>; N],
    of: PhantomData<(F, Args, Middle)>,
}
impl<T: Copy, F, Args, Middle, const N: usize> Clone for Values<'_, T, F, Args, Middle, N> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T: Copy, F, Args, Middle, const N: usize> Copy for Values<'_, T, F, Args, Middle, N> {}

impl<T: Number, F: Formula<T>, Args: Operands<T, N>, Middle: Operand<T>, const N: usize> Source
    for Values<'_, T, F, Args, Middle, N>
{
    type Item = T;
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [T; C] {
        let walk = const { walk_along::<T, Args, Middle, N>() };
        let run = walk.run.max(1);
        if walk.rows == 1 || at % run + C <= run {
            self.of_row(&walk, at / run, at % run)
        } else {
            from_fn(|c| {
                let [y] = self.of_row(&walk, (at + c) / run, (at + c) % run);
                y
            })
        }
    }
}

impl<T: Number, F: Formula<T>, Args, Middle, const N: usize> Values<'_, T, F, Args, Middle, N> {
    /// `C` values of one row, from its position `j` on.
    #[inline(always)]
    fn of_row<const C: usize>(&self, walk: &Walk<N>, row: usize, j: usize) -> [T; C] {
        let start = walk.start(row);
        let x: [[T; C]; N] = from_fn(|n| match walk.steps[n] {
            0 => {
                let [stays] = self.x[n].window(start[n]);
                [stays; C]
            }
            _ => self.x[n].window(start[n] + j),
        });
        from_fn(|c| F::value::<N>(&from_fn(|n| x[n][c])))
    }
}

type Elem<Middle> = <Middle as Numeric>::Elem;
/// What the cotangents look at beside what the formula does: its own values.
type LooksAtValues<F, R, Middle> =
    <<R as Reduction<Elem<Middle>>>::ReadsX as Bool>::Or<<F as Formula<Elem<Middle>>>::ReadsOut>;
/// The arguments that the backward pass reads.
type Reads<F, R, Middle> = <<F as Formula<Elem<Middle>>>::Reads as Set>::Or<
    <<F as Formula<Elem<Middle>>>::Mentions as Set>::If<LooksAtValues<F, R, Middle>>,
>;

macro_rules! fold {
    ($($Op:ident $n:literal $All:tt: $($x:ident $X:ident $N:ident $i:literal $dx:ident $M:ident),*;)*) => {$(
        impl<F, R, Middle, $($X),*> Rule<($($X,)*)> for Fold<F, R, Middle>
        where
            Middle: Numeric<Elem: Number>,
            F: Formula<Middle::Elem>,
            R: Reduction<Middle::Elem, Out: Element>,
        {
            type Out = R::Out;
            type Saved = ();
            type Scratch = ();
            type Needs = reads!(Reads<F, R, Middle>, R::ReadsY: $($N),*);
        }
        #[allow(clippy::too_many_arguments)]
        impl<F, R, Middle, $($X),*> $Op<$($X),*> for Fold<F, R, Middle>
        where
            Middle: Numeric<Elem: Number> + Operand<<Middle as Numeric>::Elem>,
            F: Formula<Middle::Elem>,
            R: Reduction<Middle::Elem, Out: Element>,
            $($X: OperandMut<Middle::Elem>,)*
        {
            #[inline(always)]
            fn forward($($x: &$X,)* out: &mut R::Out, _: &mut (), _: &mut ()) {
                many::<<Middle as Operand<Middle::Elem>>::Shape, _>(#[inline(always)] move || {
                    let x = [$(Seen::of($x.elements())),*];
                    [*out] = R::of(&lanes::<_, F, ($($X,)*), Middle, $n>(x));
                })
            }
            #[inline(always)]
            fn backward<$($M: Mode),*>(
                $($x: Primal<'_, <Reads<F, R, Middle> as Set>::$N, $X>,)*
                out: Primal<'_, R::ReadsY, R::Out>,
                _: &(),
                _: &mut (),
                ct: &R::Out,
                $($dx: Sink<'_, $X, $M>),*
            ) {
                many::<<Middle as Operand<Middle::Elem>>::Shape, _>(#[inline(always)] move || {
                    let (x, out) = ([$(seen($x)),*], seen(out).at(0));
                    let lanes = lanes::<_, F, ($($X,)*), Middle, $n>(x);
                    let [aid] = R::Aid::of(&lanes);
                    $(backward::<Middle::Elem, F, $All, Middle, $X, $M, _, $n>(
                        $i,
                        x,
                        #[inline(always)]
                        |_, _| {
                            #[inline(always)]
                            move |_, x| {
                                let y = F::value(x);
                                (y, R::cotangent(y, out, aid, *ct, lanes.count()))
                            }
                        },
                        $dx,
                    );)*
                })
            }
        }
    )*};
}
fold! {
    Op1 1 (A,): a A A 0 da M;
    Op2 2 (A, B): a A A 0 da M, b B B 1 db N;
    Op3 3 (A, B, C): a A A 0 da M, b B B 1 db N, c C C 2 dc P;
    Op4 4 (A, B, C, D): a A A 0 da M, b B B 1 db N, c C C 2 dc P, d D D 3 dd Q;
    Op5 5 (A, B, C, D, E): a A A 0 da M, b B B 1 db N, c C C 2 dc P, d D D 3 dd Q, e E E 4 de S;
    Op6 6 (A, B, C, D, E, G): a A A 0 da M, b B B 1 db N, c C C 2 dc P, d D D 3 dd Q, e E E 4 de S, f G F 5 df U;
}

/// All values as one lane.
#[inline(always)]
fn lanes<T: Number, F: Formula<T>, Args: Operands<T, N>, Middle: Operand<T>, const N: usize>(
    x: [Seen<'_, T>; N],
) -> Lanes<Values<'_, T, F, Args, Middle, N>, 1> {
    let geometry = const { Geometry::all(<Middle::Shape as Shape>::NUMEL) };
    Lanes::new(Values { x, of: PhantomData }, geometry, 0)
}
