//! What can stand as a value in a differentiable function.

use crate::derived::{At, Type};
use crate::dual::Dual;
use crate::element::{Element, Real};
use crate::shape::Shape;
use crate::slicing::{All, Position, Span, SpanFrom};
use crate::storage::Zeroed;
use crate::tensor::Tensor;

/// Anything a differentiable function computes with: tensors, numbers, tuples, arrays, parameter structs.
///
/// A value is its own cotangent type. What has no derivative (integers, labels, `bool`) ignores `accumulate`.
pub trait Value: Zeroed {
    /// How a condition in a differentiable function sees the value: numbers as they are, the rest by reference.
    type View<'a>: Copy;
    /// The value as a condition sees it.
    fn view(&self) -> Self::View<'_>;
    /// `self += cotangent`, element by element.
    fn accumulate(&mut self, cotangent: &Self);
    /// `self ← 0`, as a cotangent: what is `#[frozen]` in it stays as it is.
    #[inline(always)]
    fn clear(&mut self) {
        self.set_zero();
    }
    /// Drops the tangents of [`Dual`] numbers: the value, as a constant.
    #[inline(always)]
    fn detach(&mut self) {}
}

macro_rules! by_reference {
    () => {
        type View<'a> = &'a Self;
        #[inline(always)]
        fn view(&self) -> &Self {
            self
        }
    };
}
pub(crate) use by_reference;

impl<T: Element, S: Shape> Value for Tensor<T, S> {
    by_reference!();
    #[inline(always)]
    fn accumulate(&mut self, cotangent: &Self) {
        for (sum, x) in self.as_mut_slice().iter_mut().zip(cotangent.as_slice()) {
            sum.accumulate(x);
        }
    }
    #[inline(always)]
    fn detach(&mut self) {
        self.as_mut_slice().iter_mut().for_each(T::detach);
    }
}

/// Numbers and `bool` stand in a condition as they are.
macro_rules! by_value {
    () => {
        type View<'a> = Self;
        #[inline(always)]
        fn view(&self) -> Self {
            *self
        }
    };
}
macro_rules! floats {
    ($($T:ty),*) => {$(
        impl Value for $T {
            by_value!();
            #[inline(always)]
            fn accumulate(&mut self, cotangent: &Self) {
                *self += *cotangent;
            }
        }
    )*};
}
floats!(f32, f64);

impl<T: Real> Value for Dual<T> {
    by_value!();
    #[inline(always)]
    fn accumulate(&mut self, cotangent: &Self) {
        *self += *cotangent;
    }
    #[inline(always)]
    fn detach(&mut self) {
        self.re.detach();
        self.eps = T::ZERO;
    }
}

macro_rules! without_derivative {
    ($($T:ty),*) => {$(
        impl Value for $T {
            by_value!();
            #[inline(always)]
            fn accumulate(&mut self, _: &Self) {}
        }
    )*};
}
without_derivative!(bool, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl Value for () {
    by_reference!();
    #[inline(always)]
    fn accumulate(&mut self, _: &Self) {}
}

macro_rules! only_types {
    ($([$($G:tt)*] $T:ty),* $(,)?) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($G)*> Value for $T {
            by_reference!();
            #[inline(always)]
            fn accumulate(&mut self, _: &Self) {}
        }
    )*};
}
only_types!(
    [const I: usize] At<I>,
    [X: ?Sized + 'static] Type<X>,
    [] All,
    [const FROM: usize, const TO: usize] Span<FROM, TO>,
    [const FROM: usize] SpanFrom<FROM>,
    [const AT: usize] Position<AT>,
);

impl<V: Value, const N: usize> Value for [V; N] {
    by_reference!();
    #[inline(always)]
    fn accumulate(&mut self, cotangent: &Self) {
        for (sum, x) in self.iter_mut().zip(cotangent) {
            sum.accumulate(x);
        }
    }
    #[inline(always)]
    fn clear(&mut self) {
        self.iter_mut().for_each(V::clear);
    }
    #[inline(always)]
    fn detach(&mut self) {
        self.iter_mut().for_each(V::detach);
    }
}

macro_rules! tuples {
    ($(($($V:ident $i:tt),+))*) => {$(
        impl<$($V: Value),+> Value for ($($V,)+) {
            by_reference!();
            #[inline(always)]
            fn accumulate(&mut self, cotangent: &Self) {
                $(self.$i.accumulate(&cotangent.$i);)+
            }
            #[inline(always)]
            fn clear(&mut self) {
                $(self.$i.clear();)+
            }
            #[inline(always)]
            fn detach(&mut self) {
                $(self.$i.detach();)+
            }
        }
    )*};
}
tuples!((A 0)(A 0, B 1)(A 0, B 1, C 2)(A 0, B 1, C 2, D 3)(A 0, B 1, C 2, D 3, E 4)(A 0, B 1, C 2, D 3, E 4, F 5));
