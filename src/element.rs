//! What a tensor can hold, by what can be done with it: [`Element`], [`Number`], [`Real`].

use core::fmt::Debug;
use core::ops::Neg;

use num_traits::{FromPrimitive, NumAssign, ToPrimitive};

use crate::derived::Numeric;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
use crate::kernels::product::float;
use crate::kernels::product::{Product, Sizes};
use crate::ops::{self, Pointwise, Pointwise2};
use crate::random::Sample;
use crate::value::Value;

/// Anything a tensor can hold: numbers, dual numbers, `bool`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an element of a tensor",
    note = "elements are f32, f64, the integers, bool, and Dual<f32>, Dual<f64>"
)]
pub trait Element: Copy + Debug + PartialEq + Value + Numeric<Elem = Self> + Send + Sync {
    /// Whether derivatives exist. Where they do not, no backward pass computes or stores a cotangent.
    const DIFFERENTIABLE: bool = false;
}

/// Elements with arithmetic: integers, floats, dual numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "this takes numbers",
    note = "numbers are f32, f64, Dual and the integers"
)]
pub trait Number: Element + NumAssign + PartialOrd {
    /// 1.
    const ONE: Self;
    /// The nearest value to `x`; what a literal in a differentiable function becomes.
    fn from_f64(x: f64) -> Self;
    /// `self + other`. Integers wrap here and below, as NumPy's, so that no operation on tensors panics.
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }
    /// `self - other`.
    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        self - other
    }
    /// `self · other`.
    #[inline(always)]
    fn times(self, other: Self) -> Self {
        self * other
    }
    /// `self / other`; an integer divided by 0 is 0.
    #[inline(always)]
    fn over(self, other: Self) -> Self {
        self / other
    }
    /// `self * a + b`, fused where the instruction set fuses.
    #[inline(always)]
    fn mul_add(self, a: Self, b: Self) -> Self {
        self.times(a).plus(b)
    }
    /// Computes a product of matrices of constant sizes, none of which is 0.
    #[doc(hidden)]
    #[inline(always)]
    fn multiply<S: Sizes>(product: Product<'_, Self>) {
        product.plain()
    }
    /// `-self`.
    fn negated(self) -> Self;
    /// `|self|`; of the least integer of its type, which has no counterpart, itself.
    #[inline(always)]
    fn abs(self) -> Self {
        if self < Self::ZERO { self.negated() } else { self }
    }
    /// The larger of the two, NaN if one of them is. At a tie a [`Dual`](crate::Dual) has the mean of both slopes.
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        // NaN is the only number that differs from itself.
        #[allow(clippy::eq_op)]
        if self > other || self != self { self } else { other }
    }
    /// The smaller of the two, NaN if one of them is. At a tie a [`Dual`](crate::Dual) has the mean of both slopes.
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        #[allow(clippy::eq_op)]
        if self < other || self != self { self } else { other }
    }
}

/// Operations on tensors that floats of the standard library lack, as methods of plain numbers.
macro_rules! operations_on_numbers {
    ($($op:ident)*; $($op2:ident($parameter:ident))*) => {
        $(
            #[doc = concat!("As [`Tensor::", stringify!($op), "`](crate::Tensor::", stringify!($op), ").")]
            #[inline(always)]
            fn $op(self) -> Self {
                <ops::$op as Pointwise<Self>>::value(self)
            }
        )*
        $(
            #[doc = concat!("As [`Tensor::", stringify!($op2), "`](crate::Tensor::", stringify!($op2), ").")]
            #[inline(always)]
            fn $op2(self, $parameter: Self) -> Self {
                <ops::$op2 as Pointwise2<Self>>::value(self, $parameter)
            }
        )*
    };
}

/// Elements that derivatives exist for: `f32`, `f64` and [`Dual`](crate::Dual) numbers over them.
///
/// The transcendental functions behave at NaN, infinities and signed zeros as those of the standard library.
///
/// ```
/// use tapeless::prelude::*;
/// assert_eq!(0.0.sigmoid() + (-3.0).relu(), 0.5);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a real number",
    label = "this takes real numbers",
    note = "reals are f32, f64 and Dual over them; use `x.cast::<f32>()`"
)]
#[allow(missing_docs)]
pub trait Real: Number + Neg<Output = Self> {
    /// The float below all layers of [`Dual`](crate::Dual).
    type Float: Real + num_traits::float::FloatCore + ToPrimitive + Sample;
    const INFINITY: Self;
    const NAN: Self;
    /// The distance from 1 to the next larger float.
    const EPSILON: Self;
    /// The value without its tangents.
    fn primal(self) -> Self::Float;
    fn exp(self) -> Self;
    fn exp_m1(self) -> Self;
    fn ln(self) -> Self;
    fn ln_1p(self) -> Self;
    fn sqrt(self) -> Self;
    fn sin(self) -> Self;
    fn cos(self) -> Self;
    #[doc(hidden)]
    #[inline(always)]
    fn sin_each(x: &[Self], y: &mut [Self]) {
        ops::map(x, y, Self::sin);
    }
    #[doc(hidden)]
    #[inline(always)]
    fn cos_each(x: &[Self], y: &mut [Self]) {
        ops::map(x, y, Self::cos);
    }
    fn tan(self) -> Self;
    fn tanh(self) -> Self;
    fn erf(self) -> Self;
    /// Φ, the distribution function of the standard normal distribution.
    fn normal_cdf(self) -> Self;
    fn powf(self, exponent: Self) -> Self;
    fn powi(self, exponent: i32) -> Self;
    fn floor(self) -> Self;
    fn ceil(self) -> Self;
    fn round_ties_even(self) -> Self;
    fn is_nan(self) -> bool;
    fn is_finite(self) -> bool;
    operations_on_numbers! {
        gelu gelu_tanh recip relu sigmoid sign silu softplus square;
        elu(alpha) leaky_relu(slope)
    }
}

macro_rules! integers {
    ($($T:ty),*) => {$(
        impl Element for $T {}
        #[diagnostic::do_not_recommend]
        impl Number for $T {
            const ONE: $T = 1;
            fn from_f64(x: f64) -> $T {
                FromPrimitive::from_f64(x).unwrap_or(if x > 0.0 { <$T>::MAX } else { <$T>::MIN })
            }
            #[inline(always)]
            fn plus(self, other: $T) -> $T { self.wrapping_add(other) }
            #[inline(always)]
            fn minus(self, other: $T) -> $T { self.wrapping_sub(other) }
            #[inline(always)]
            fn times(self, other: $T) -> $T { self.wrapping_mul(other) }
            #[inline(always)]
            fn over(self, other: $T) -> $T { if other == 0 { 0 } else { self.wrapping_div(other) } }
            #[inline(always)]
            fn negated(self) -> $T { self.wrapping_neg() }
        }
    )*};
}
integers!(u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);

impl Element for bool {}

macro_rules! floats {
    ($($T:ident, $math:path);*) => {$(
        impl Element for $T {
            const DIFFERENTIABLE: bool = true;
        }
        #[diagnostic::do_not_recommend]
        impl Number for $T {
            const ONE: $T = 1.0;
            #[inline(always)]
            fn from_f64(x: f64) -> $T {
                x as $T
            }
            #[inline(always)]
            fn negated(self) -> $T { -self }
            #[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
            #[inline(always)]
            fn multiply<S: Sizes>(product: Product<'_, $T>) { float::$T::product::<S>(product) }
            #[inline(always)]
            fn abs(self) -> $T { $T::abs(self) }
        }
        #[diagnostic::do_not_recommend]
        #[allow(unused_imports)]
        impl Real for $T {
            type Float = $T;
            const INFINITY: $T = $T::INFINITY;
            const NAN: $T = $T::NAN;
            const EPSILON: $T = $T::EPSILON;
            #[inline(always)]
            fn primal(self) -> $T { self }
            #[inline(always)]
            fn exp(self) -> $T { use $math as m; m::exp(self) }
            #[inline(always)]
            fn exp_m1(self) -> $T { use $math as m; m::expm1(self) }
            #[inline(always)]
            fn ln(self) -> $T { use $math as m; m::ln(self) }
            #[inline(always)]
            fn ln_1p(self) -> $T { use $math as m; m::log1p(self) }
            #[inline(always)]
            fn sqrt(self) -> $T { use $math as m; m::sqrt(self) }
            #[inline(always)]
            fn sin(self) -> $T { use $math as m; m::sin(self) }
            #[inline(always)]
            fn cos(self) -> $T { use $math as m; m::cos(self) }
            #[inline(always)]
            fn sin_each(x: &[$T], y: &mut [$T]) { use $math as m; m::sin_each(x, y) }
            #[inline(always)]
            fn cos_each(x: &[$T], y: &mut [$T]) { use $math as m; m::cos_each(x, y) }
            #[inline(always)]
            fn tan(self) -> $T { Real::sin(self) / Real::cos(self) }
            #[inline(always)]
            fn tanh(self) -> $T { use $math as m; m::tanh(self) }
            #[inline(always)]
            fn erf(self) -> $T { use $math as m; m::erf(self) }
            #[inline(always)]
            fn normal_cdf(self) -> $T { use $math as m; m::normal_cdf(self) }
            #[inline(always)]
            fn powf(self, exponent: $T) -> $T { use $math as m; m::pow(self, exponent) }
            #[inline(always)]
            fn powi(self, exponent: i32) -> $T { power(self, exponent) }
            #[inline(always)]
            fn floor(self) -> $T { use $math as m; m::floor(self) }
            #[inline(always)]
            fn ceil(self) -> $T { -Real::floor(-self) }
            #[inline(always)]
            fn round_ties_even(self) -> $T { use $math as m; m::round(self) }
            #[inline(always)]
            fn is_nan(self) -> bool { self.is_nan() }
            #[inline(always)]
            fn is_finite(self) -> bool { self.is_finite() }
        }
    )*};
}
floats!(f32, crate::kernels::math::f32; f64, crate::kernels::math::f64);

/// `base` to an integer power by repeated squaring.
pub(crate) fn power<T: Real>(base: T, exponent: i32) -> T {
    let (mut square, mut left, mut product) = (base, exponent.unsigned_abs(), T::ONE);
    while left > 0 {
        if left & 1 == 1 {
            product *= square;
        }
        square *= square;
        left >>= 1;
    }
    if exponent < 0 { T::ONE / product } else { product }
}
