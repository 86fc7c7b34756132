//! A formula whose values are reduced to a number where they are computed.

use core::array::from_fn;
use core::marker::PhantomData;

use super::each::{Operands, backward, walk_along};
use super::kind::reads;
use super::{Formula, Kind, Set};
use crate::derived::Numeric;
use crate::element::{Element, Number};
use crate::kernels::lanes::{Geometry, Lanes, Source};
use crate::op::{Mode, Op1, Op2, Op3, Op4, Op5, Op6, Rule, Sink};
use crate::ops::elementwise::{Seen, many, seen};
use crate::ops::operand::{Operand, OperandMut};
use crate::ops::reduction::Reduction;
use crate::ops::walk::Walk;
use crate::plan::{Bool, OrAlone, Primal, Slot};
use crate::shape::Shape;
use crate::value::Value;

/// The reduction `R` of the formula `F`, whose values are the elements of a `Middle`.
///
/// Nobody stores them but a backward pass that looks at them and would take too long to compute them again.
pub struct Fold<F, R, Middle>(PhantomData<(F, R, Middle)>);

/// Those values, in order.
struct Values<'a, T, F, Args, Middle, const N: usize> {
    x: [Seen<'a, T>; N],
    /// Where they are, once they are stored.
    stored: Option<&'a [T]>,
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
        if let Some(stored) = self.stored {
            return stored.window(at);
        }
        let walk = const { walk_along::<T, Args, Middle, N>() };
        if walk.rows == 1 {
            return self.of_row(&walk, 0, at);
        }
        let run = walk.run.max(1);
        if at % run + C <= run {
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
/// Whether the cotangents look at the values.
type LooksAtValues<F, R, Middle> =
    <<R as Reduction<Elem<Middle>>>::ReadsX as Bool>::Or<<F as Formula<Elem<Middle>>>::ReadsOut>;
type KindOf<F, Middle> = <F as Formula<Elem<Middle>>>::Kind;
/// The values, if they are stored.
type Stored<F, R, Middle> = Slot<<KindOf<F, Middle> as Kind>::Stored<LooksAtValues<F, R, Middle>>, Middle>;
/// The arguments that the backward pass reads: those of the values, too, if it computes them again.
type Reads<F, R, Middle> = <<F as Formula<Elem<Middle>>>::Reads as Set>::Or<
    <<F as Formula<Elem<Middle>>>::Mentions as Set>::If<
        <KindOf<F, Middle> as Kind>::Again<LooksAtValues<F, R, Middle>>,
    >,
>;

macro_rules! fold {
    ($($Op:ident $n:literal $All:tt: $($x:ident $X:ident $N:ident $i:literal $dx:ident $M:ident),*;)*) => {$(
        impl<F, R, Middle, $($X),*> Rule<($($X,)*)> for Fold<F, R, Middle>
        where
            Middle: Value + Numeric<Elem: Number>,
            F: Formula<Middle::Elem>,
            R: Reduction<Middle::Elem, Out: Element>,
        {
            type Out = R::Out;
            type Saved = Stored<F, R, Middle>;
            type Scratch = ();
            type Needs = OrAlone<reads!(Reads<F, R, Middle>, R::ReadsY: $($N),*), ()>;
        }
        #[allow(clippy::too_many_arguments)]
        impl<F, R, Middle, $($X),*> $Op<$($X),*> for Fold<F, R, Middle>
        where
            Middle: Value + Numeric<Elem: Number> + OperandMut<<Middle as Numeric>::Elem>,
            F: Formula<Middle::Elem>,
            R: Reduction<Middle::Elem, Out: Element>,
            $($X: OperandMut<Middle::Elem>,)*
        {
            #[inline(always)]
            fn forward($($x: &$X,)* out: &mut R::Out, saved: &mut Self::Saved, _: &mut ()) {
                many::<<Middle as Operand<Middle::Elem>>::Shape, _>(#[inline(always)] move || {
                    let x = [$(Seen::of($x.elements())),*];
                    let lanes = lanes::<_, F, ($($X,)*), Middle, $n>(x, None);
                    [*out] = match saved.own_mut() {
                        Some(values) => R::of(&lanes.through(values.elements_mut(), |y, _| y)),
                        None => R::of(&lanes),
                    };
                })
            }
            #[inline(always)]
            fn infer($($x: &$X,)* out: &mut R::Out, _: &mut ()) {
                many::<<Middle as Operand<Middle::Elem>>::Shape, _>(#[inline(always)] move || {
                    let x = [$(Seen::of($x.elements())),*];
                    [*out] = R::of(&lanes::<_, F, ($($X,)*), Middle, $n>(x, None));
                })
            }
            #[inline(always)]
            fn backward<$($M: Mode),*>(
                $($x: Primal<'_, <Reads<F, R, Middle> as Set>::$N, $X>,)*
                out: Primal<'_, R::ReadsY, R::Out>,
                saved: &Self::Saved,
                _: &mut (),
                ct: &R::Out,
                $($dx: Sink<'_, $X, $M>),*
            ) {
                many::<<Middle as Operand<Middle::Elem>>::Shape, _>(#[inline(always)] move || {
                    let (x, out) = ([$(seen($x)),*], seen(out).at(0));
                    let stored = saved.own().map(Middle::elements);
                    let lanes = lanes::<_, F, ($($X,)*), Middle, $n>(x, stored);
                    let [aid] = R::Aid::of(&lanes);
                    $(backward::<Middle::Elem, F, $All, Middle, $X, $M, _, $n>(
                        $i,
                        x,
                        #[inline(always)]
                        |walk, row| {
                            let stored = stored.map(|stored| walk.row(stored, row));
                            #[inline(always)]
                            move |j, x| {
                                let y = stored.map_or_else(|| F::value(x), |stored| stored[j]);
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
fn lanes<'a, T: Number, F: Formula<T>, Args: Operands<T, N>, Middle: Operand<T>, const N: usize>(
    x: [Seen<'a, T>; N],
    stored: Option<&'a [T]>,
) -> Lanes<Values<'a, T, F, Args, Middle, N>, 1> {
    let geometry = const { &Geometry::all(<Middle::Shape as Shape>::NUMEL) };
    Lanes::new(Values { x, stored, of: PhantomData }, geometry, 0)
}
