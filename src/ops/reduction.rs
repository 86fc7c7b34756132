//! Reductions: many numbers to one, over all elements or along axes.

use core::array::from_fn;
use core::marker::PhantomData;
use core::slice::from_mut;

use super::along::put;
use super::chain::{Joins, Reduces};
use super::elementwise::{Seen, many, seen};
use crate::element::{Element, Number};
use crate::kernels::lanes::{Geometry, Lanes, Monoid, Plus, Source, tiles};
use crate::op::{Gone, Mode, No, Op1, Op2, Rule, Sink};
use crate::plan::{Bool, Primal};
use crate::reduce::Reduce;
use crate::shape::Shape;
use crate::tensor::Tensor;
use crate::value::Value;

/// A function of many numbers: y = finish(term(x₁) ∘ term(x₂) ∘ …), with the derivative of y by each of them.
///
/// One impl gives the operations over all elements ([`OverAll`]) and along axes ([`Dropping`], [`Keeping`]).
pub trait Reduction<T: Number> {
    /// The result.
    type Out: Copy;
    /// A reduction of the same numbers that must be known before: the mean in a variance; or [`Nothing`].
    type Pivot: Reduction<T>;
    /// How terms come together.
    type Fold: Monoid<Self::Out>;
    /// A reduction of the same numbers that the cotangents need besides the result; or [`Nothing`].
    type Aid: Reduction<T>;
    /// Whether `cotangent` looks at `x` (or there is an aid).
    type ReadsX: Bool;
    /// Whether `cotangent` looks at `y`.
    type ReadsY: Bool;

    /// What `x`, the `k`-th of the numbers, adds.
    fn term(k: usize, x: T, pivot: Pivot<Self, T>) -> Self::Out;
    /// The result, once all `count` terms have come together.
    #[inline(always)]
    fn finish(folded: Self::Out, _pivot: Pivot<Self, T>, _count: T) -> Self::Out {
        folded
    }
    /// The cotangent of `x`, one of `count` numbers.
    #[inline(always)]
    fn cotangent(_x: T, _y: Self::Out, _aid: Aid<Self, T>, _ct: Self::Out, _count: T) -> T {
        T::ZERO
    }

    /// The results of neighbouring lanes.
    #[inline(always)]
    fn of<X: Source<Item = T>, const W: usize>(lanes: &Lanes<X, W>) -> [Self::Out; W] {
        let pivot = Self::Pivot::of(lanes);
        let folded = lanes.fold::<Self::Fold, _>(|k, j, x| Self::term(k, x, pivot[j]));
        from_fn(|j| Self::finish(folded[j], pivot[j], lanes.count()))
    }
    /// Sends the cotangents of neighbouring lanes.
    #[inline(always)]
    fn pull<M: Mode, X: Source<Item = T>, const W: usize>(
        lanes: &Lanes<X, W>,
        y: [Self::Out; W],
        ct: [Self::Out; W],
        slots: &mut [T],
    ) {
        let aid = Self::Aid::of(lanes);
        lanes.each(slots, |d, x, j| {
            put::<T, M>(d, Self::cotangent(x, y[j], aid[j], ct[j], lanes.count()));
        });
    }
}

/// What the pivot of a reduction gives.
pub type Pivot<R, T> = <<R as Reduction<T>>::Pivot as Reduction<T>>::Out;
/// What the aid of a reduction gives.
pub type Aid<R, T> = <<R as Reduction<T>>::Aid as Reduction<T>>::Out;

/// The reduction to nothing.
#[derive(Clone, Copy, Debug)]
pub enum Nothing {}
impl Monoid<()> for Nothing {
    fn start() {}
    fn join(_: (), _: ()) {}
}
impl<T: Number> Reduction<T> for Nothing {
    type Out = ();
    type Pivot = Nothing;
    type Fold = Nothing;
    type Aid = Nothing;
    type ReadsX = No;
    type ReadsY = No;
    fn term(_: usize, _: T, _: ()) {}
    #[inline(always)]
    fn of<X: Source<Item = T>, const W: usize>(_: &Lanes<X, W>) -> [(); W] {
        [(); W]
    }
}

/// How many of the terms of the reduction `R` equal its result.
#[derive(Clone, Copy, Debug)]
pub struct Ties<R>(PhantomData<R>);
impl<T: Number, R: Reduction<T, Out = T, Pivot = Nothing>> Reduction<T> for Ties<R> {
    type Out = T;
    type Pivot = R;
    type Fold = Plus;
    type Aid = Nothing;
    type ReadsX = No;
    type ReadsY = No;
    #[inline(always)]
    fn term(k: usize, x: T, y: T) -> T {
        if R::term(k, x, ()) == y { T::ONE } else { T::ZERO }
    }
}

/// `out ← R(x)` along the lanes of this geometry.
#[inline(always)]
fn forward<R: Reduction<T>, T: Number>(geometry: &'static Geometry, x: &[T], out: &mut [R::Out]) {
    tiles!(x, geometry, |lanes, at| {
        for (y, result) in out.iter_mut().skip(at).zip(R::of(&lanes)) {
            *y = result;
        }
    });
}

/// Sends the cotangents of `x`.
#[inline(always)]
fn backward<R: Reduction<T, Out: Element>, T: Number, S: Shape, M: Mode>(
    geometry: &'static Geometry,
    x: Seen<'_, T>,
    y: Seen<'_, R::Out>,
    ct: &[R::Out],
    dx: Sink<'_, Tensor<T, S>, M>,
) {
    let Some(dx) = dx.slot() else { return };
    if T::DIFFERENTIABLE {
        let slots = dx.as_mut_slice();
        tiles!(x, geometry, |lanes, at| R::pull::<M, _, _>(&lanes, y.window(at), ct.window(at), slots));
    }
}

/// The operation that reduces all elements to a number.
#[derive(Clone, Copy, Debug)]
pub struct OverAll<R>(PhantomData<R>);

impl<R: Reduction<T, Out: Element> + 'static, T: Number, S: Shape> Rule<(Tensor<T, S>,)> for OverAll<R> {
    type Out = R::Out;
    type Saved = ();
    type Scratch = ();
    type Needs = Joins<(R::ReadsX, R::ReadsY), Reduces<R>>;
}
impl<R: Reduction<T, Out: Element> + 'static, T: Number, S: Shape> Op1<Tensor<T, S>> for OverAll<R> {
    #[inline(always)]
    fn forward(x: &Tensor<T, S>, out: &mut R::Out, _: &mut (), _: &mut ()) {
        many::<S, _>(
            #[inline(always)]
            move || forward::<R, T>(const { &Geometry::all(S::NUMEL) }, x.as_slice(), from_mut(out)),
        );
    }
    #[inline(always)]
    fn backward<M: Mode>(
        x: Primal<'_, R::ReadsX, Tensor<T, S>>,
        y: Primal<'_, R::ReadsY, R::Out>,
        _: &(),
        _: &mut (),
        ct: &R::Out,
        dx: Sink<'_, Tensor<T, S>, M>,
    ) {
        many::<S, _>(
            #[inline(always)]
            move || backward::<R, T, S, M>(const { &Geometry::all(S::NUMEL) }, seen(x), seen(y), &[*ct], dx),
        );
    }
}

macro_rules! along_axes {
    ($($(#[$doc:meta])* $Op:ident to $Left:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $Op<R>(PhantomData<R>);

        impl<R: Reduction<T, Out: Element>, T: Number, S: Reduce<Over>, Over: Value>
            Rule<(Tensor<T, S>, Over)> for $Op<R>
        {
            type Out = Tensor<R::Out, S::$Left>;
            type Saved = ();
            type Scratch = ();
            type Needs = (R::ReadsX, No, R::ReadsY);
        }
        impl<R: Reduction<T, Out: Element>, T: Number, S: Reduce<Over>, Over: Value>
            Op2<Tensor<T, S>, Over> for $Op<R>
        {
            #[inline(always)]
            fn forward(x: &Tensor<T, S>, _: &Over, out: &mut Self::Out, _: &mut (), _: &mut ()) {
                many::<S, _>(#[inline(always)] move || forward::<R, T>(S::GEOMETRY, x.as_slice(), out.as_mut_slice()));
            }
            #[inline(always)]
            fn backward<M: Mode, N: Mode>(
                x: Primal<'_, R::ReadsX, Tensor<T, S>>,
                _: Gone<'_, Over>,
                y: Primal<'_, R::ReadsY, Self::Out>,
                _: &(),
                _: &mut (),
                ct: &Self::Out,
                dx: Sink<'_, Tensor<T, S>, M>,
                _: Sink<'_, Over, N>,
            ) {
                many::<S, _>(#[inline(always)] move || backward::<R, T, S, M>(S::GEOMETRY, seen(x), seen(y), ct.as_slice(), dx));
            }
        }
    )*};
}
along_axes! {
    /// The operation that reduces along axes, which the result does not have.
    Dropping to Dropped;
    /// The operation that reduces along axes, which the result has as `One`.
    Keeping to Kept;
}
