//! Losses that compare tensors element by element: the mean of a function of the elements that stand in one place.

use core::marker::PhantomData;

use super::elementwise::{many, send};
use crate::axis::One;
use crate::element::Real;
use crate::kernels::lanes::{self, Source};
use crate::op::{Gone, Kept, Mode, No, Op2, Op3, Rule, Sink, Yes};
use crate::relation::{Never, Nobody};
use crate::shape::Shape;
use crate::tensor::Tensor;
use crate::value::Value;

/// A function of `N` numbers, with its derivative by each: what a loss takes the mean of.
pub trait Loss<T: Real, const N: usize> {
    /// The loss.
    fn value(x: [T; N]) -> T;
    /// Its derivatives.
    fn slopes(x: [T; N]) -> [T; N];
    /// What the sum over a tensor of shape `S` is divided by: the number of elements, unless the loss says otherwise.
    #[inline(always)]
    fn count<S: Shape>() -> usize {
        S::NUMEL
    }
}

/// What stands beside tensors of shape `S` in a loss: a tensor of this shape, or one number.
#[diagnostic::on_unimplemented(
    message = "expected a tensor of shape {S} or a number, found `{Self}`",
    label = "neither a tensor of shape {S} nor a number of type {T}",
    note = "one number for all, `&1.0`, or one for each element"
)]
pub trait Beside<T: Real, S: Shape>: Value {
    /// Its elements, one for each of the shape.
    fn elements_beside(&self) -> impl Source<Item = T>;
    /// Sends `f(i)`, the cotangent at each place.
    fn pull<M: Mode>(sink: Sink<'_, Self, M>, f: impl Fn(usize) -> T);
}
#[diagnostic::do_not_recommend]
impl<T: Real, S: Shape> Beside<T, S> for Tensor<T, S> {
    #[inline(always)]
    fn elements_beside(&self) -> impl Source<Item = T> {
        self.as_slice()
    }
    #[inline(always)]
    fn pull<M: Mode>(sink: Sink<'_, Self, M>, f: impl Fn(usize) -> T) {
        send(sink, f);
    }
}
#[diagnostic::do_not_recommend]
impl<T: Real, S: Shape> Beside<T, S> for T {
    #[inline(always)]
    fn elements_beside(&self) -> impl Source<Item = T> {
        Everywhere(*self)
    }
    #[inline(always)]
    fn pull<M: Mode>(sink: Sink<'_, Self, M>, f: impl Fn(usize) -> T) {
        if M::ACTIVE {
            sink.put(&lanes::sum(Places, S::NUMEL, f));
        }
    }
}

// Of an impl that nearly fits rustc tells if it is the only one for tensors. So there is a second, which never is.
#[diagnostic::do_not_recommend]
impl<T: Real> Beside<T, (One,)> for Tensor<T, (One, One)>
where
    (T, Nobody): Never,
{
    fn elements_beside(&self) -> impl Source<Item = T> {
        self.as_slice()
    }
    fn pull<M: Mode>(_: Sink<'_, Self, M>, _: impl Fn(usize) -> T) {}
}

/// One number in every place.
#[derive(Clone, Copy, Debug)]
struct Everywhere<T>(T);
impl<T: Real> Source for Everywhere<T> {
    type Item = T;
    #[inline(always)]
    fn window<const C: usize>(self, _: usize) -> [T; C] {
        [self.0; C]
    }
}
/// Each place itself.
#[derive(Clone, Copy, Debug)]
struct Places;
impl Source for Places {
    type Item = usize;
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [usize; C] {
        core::array::from_fn(|c| at + c)
    }
}

/// The operation of a loss.
#[derive(Clone, Copy, Debug)]
pub struct MeanOf<L>(PhantomData<L>);

macro_rules! means {
    ($($N:literal $Op:ident ($($x:ident $X:ty, $dx:ident $M:ident $Need:ident $i:tt),*) [$($G:tt)*] $nested:pat, $source:expr;)*) => {$(
        impl<L: Loss<T, $N>, T: Real, S: Shape, $($G)*> Rule<($($X,)*)> for MeanOf<L> {
            type Out = T;
            type Saved = ();
            type Scratch = ();
            type Needs = ($($Need,)* No);
        }
        impl<L: Loss<T, $N>, T: Real, S: Shape, $($G)*> $Op<$($X),*> for MeanOf<L> {
            #[inline(always)]
            fn forward($($x: &$X,)* out: &mut T, _: &mut (), _: &mut ()) {
                many::<S, _>(#[inline(always)] move || {
                    $(let $x = $x.elements_beside();)*
                    *out = lanes::sum($source, S::NUMEL, #[inline(always)] |$nested| L::value([$($x),*]))
                        / T::from_f64(L::count::<S>() as f64);
                })
            }
            #[inline(always)]
            fn backward<$($M: Mode),*>(
                $($x: Kept<'_, $X>,)*
                _: Gone<'_, T>,
                _: &(),
                _: &mut (),
                ct: &T,
                $($dx: Sink<'_, $X, $M>),*
            ) {
                many::<S, _>(#[inline(always)] move || {
                    $(let $x = $x.elements_beside();)*
                    let scale = *ct / T::from_f64(L::count::<S>() as f64);
                    let slopes = |i| {
                        let [$nested] = $source.window(i);
                        L::slopes([$($x),*])
                    };
                    $(Beside::<T, S>::pull($dx, |i| scale * slopes(i)[$i]);)*
                })
            }
        }
    )*};
}
means! {
    2 Op2 (a Tensor<T, S>, da MA Yes 0, b Tensor<T, S>, db MB Yes 1) [] (a, b), (a, b);
    3 Op3 (a Tensor<T, S>, da MA Yes 0, b Tensor<T, S>, db MB Yes 1, c C, dc MC Yes 2) [C: Beside<T, S>] ((a, b), c), ((a, b), c);
}
