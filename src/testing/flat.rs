//! Values as flat lists of numbers, to disturb one at a time.

use crate::derived::{At, Type};
use crate::dual::Dual;
use crate::element::Element;
use crate::labels::ClassLabels;
use crate::shape::Shape;
use crate::slicing::{All, Position, Span, SpanFrom};
use crate::tensor::Tensor;
use crate::value::Value;
use crate::{Axis, Dim};

/// Pseudo-random numbers for tests: the same on every machine (SplitMix64).
#[derive(Clone, Debug)]
pub struct Noise(u64);

impl Noise {
    /// A stream of its own for each seed.
    pub fn new(seed: u64) -> Self {
        Noise(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    /// Uniform in −1 … 1, at least 0.05 away from 0 (where so many functions have their kink).
    pub fn number(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let x = ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64 * 2.0 - 1.0;
        if x < 0.0 { x * 0.95 - 0.05 } else { x * 0.95 + 0.05 }
    }
}

/// A value made of `f64` (or of duals over them), seen as a list of numbers. What has no derivative has none.
pub trait Flat: Value {
    /// Calls `f` with each number in turn: its value and its tangent.
    fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>));
}

/// An element of such a value.
pub trait FlatElement: Element {
    /// Calls `f` with the number: its value and its tangent.
    fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>));
}
impl FlatElement for f64 {
    fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {
        f(self, None);
    }
}
impl FlatElement for Dual<f64> {
    fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {
        f(&mut self.re, Some(&mut self.eps));
    }
}
macro_rules! no_numbers {
    ($($T:ty),*) => {$(
        impl FlatElement for $T {
            fn each(&mut self, _: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {}
        }
    )*};
}
no_numbers!(bool, usize, i32, i64, u8, u16, u32, u64);

impl<T: FlatElement, S: Shape> Flat for Tensor<T, S> {
    fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {
        self.as_mut_slice().iter_mut().for_each(|x| x.each(f));
    }
}
macro_rules! flat_elements {
    ($($T:ty),*) => {$(
        impl Flat for $T {
            fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {
                FlatElement::each(self, f);
            }
        }
    )*};
}
flat_elements!(f64, Dual<f64>, bool, usize, i32, i64, u8, u16, u32, u64);
macro_rules! without_numbers {
    ($([$($G:tt)*] $T:ty),* $(,)?) => {$(
        impl<$($G)*> Flat for $T {
            fn each(&mut self, _: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {}
        }
    )*};
}
without_numbers!(
    [] (),
    [B: Axis, C: Axis] ClassLabels<B, C>,
    [const I: usize] At<I>,
    [X: ?Sized + 'static] Type<X>,
    [] All,
    [const FROM: usize, const TO: usize] Span<FROM, TO>,
    [const FROM: usize] SpanFrom<FROM>,
    [const AT: usize] Position<AT>,
);
impl<V: Flat, const N: usize> Flat for [V; N] {
    fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {
        self.iter_mut().for_each(|x| x.each(f));
    }
}
macro_rules! flat_tuples {
    ($(($($V:ident $i:tt),+))*) => {$(
        impl<$($V: Flat),+> Flat for ($($V,)+) {
            fn each(&mut self, f: &mut dyn FnMut(&mut f64, Option<&mut f64>)) {
                $(self.$i.each(f);)+
            }
        }
    )*};
}
flat_tuples!((A 0)(A 0, B 1)(A 0, B 1, C 2)(A 0, B 1, C 2, D 3)(A 0, B 1, C 2, D 3, E 4)(A 0, B 1, C 2, D 3, E 4, F 5));

/// A random value: numbers as [`Noise::number`] gives them.
pub fn random<V: Flat>(seed: u64) -> V {
    let (mut value, mut noise) = (V::ZERO, Noise::new(seed));
    value.each(&mut |x, _| *x = noise.number());
    value
}

/// A random value of positive numbers, 0.05 … 1.
pub fn positive<V: Flat>(seed: u64) -> V {
    let mut value = random::<V>(seed);
    value.each(&mut |x, _| *x = x.abs());
    value
}

/// The inner product of two values of one type (of their values, not their tangents).
pub fn dot<V: Flat>(a: &V, b: &V) -> f64 {
    let mut product = copy(a);
    let mut other = copy(b);
    let mut list = alloc::vec::Vec::new();
    other.each(&mut |x, _| list.push(*x));
    let mut i = 0;
    let mut sum = 0.0;
    product.each(&mut |x, _| {
        sum += *x * list[i];
        i += 1;
    });
    sum
}

/// A copy of a value that is not `Clone`.
pub fn copy<V: Value>(value: &V) -> V {
    let mut copy = V::ZERO;
    copy.assign(value);
    copy
}

/// All numbers of a value.
pub fn list<V: Flat>(value: &V) -> alloc::vec::Vec<f64> {
    let mut numbers = alloc::vec::Vec::new();
    copy(value).each(&mut |x, _| numbers.push(*x));
    numbers
}

/// All tangents of a value.
pub fn tangents<V: Flat>(value: &V) -> alloc::vec::Vec<f64> {
    let mut numbers = alloc::vec::Vec::new();
    copy(value).each(&mut |_, tangent| numbers.extend(tangent.copied()));
    numbers
}

/// Overwrites the numbers of `dual` with those of `value`, and its tangents with those of `tangent`.
pub fn lift<V: Flat, D: Flat>(dual: &mut D, value: &V, tangent: &V) {
    let (values, slopes, mut i) = (list(value), list(tangent), 0);
    dual.each(&mut |x, t| {
        *x = values[i];
        if let Some(t) = t {
            *t = slopes[i];
        }
        i += 1;
    });
}

/// The dual numbers that the checks run on.
pub type Dual64 = Dual<f64>;

/// The shape of a vector.
pub type D1<const A: usize> = (Dim<A>,);
/// The shape of a matrix.
pub type D2<const A: usize, const B: usize> = (Dim<A>, Dim<B>);
/// The shape of a tensor of rank 3.
pub type D3<const A: usize, const B: usize, const C: usize> = (Dim<A>, Dim<B>, Dim<C>);
/// The shape of a tensor of rank 4.
pub type D4<const A: usize, const B: usize, const C: usize, const D: usize> =
    (Dim<A>, Dim<B>, Dim<C>, Dim<D>);
