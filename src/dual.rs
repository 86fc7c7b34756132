//! Dual numbers: a value and its derivative along one direction.

use core::cmp::Ordering;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign};

use num_traits::{Num, One, Zero};

use crate::element::{Element, Number, Real};
use crate::ops::{Pointwise, sign, slope_of_base, slope_of_exponent, slope_of_powi};
use crate::storage::Zeroed;

/// `re + eps·ε` with `ε² = 0`: every function of it carries its derivative along.
///
/// A forward pass on duals is forward-mode differentiation (`jvp`); a backward pass on duals is a Hessian-vector
/// product. Comparisons look at `re` alone.
///
/// ```
/// use tapeless::{Dual, Real};
/// let x = Dual { re: 3.0_f64, eps: 1.0 };
/// let y = x * x + x.exp();
/// assert_eq!(y.eps, 2.0 * 3.0 + 3.0_f64.exp());
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[repr(C)]
pub struct Dual<T> {
    /// The value.
    pub re: T,
    /// The derivative: the coefficient of ε.
    pub eps: T,
}

impl<T: Real> Dual<T> {
    /// A constant: its derivative is zero.
    pub fn constant(re: T) -> Self {
        Dual { re, eps: T::ZERO }
    }

    /// `f(re)` with `f'(re) = slope`: the chain rule.
    #[inline(always)]
    fn chain(self, value: T, slope: T) -> Self {
        Dual { re: value, eps: tangent(self.eps, slope) }
    }

    /// One value, two slopes: the mean of both.
    #[inline(always)]
    fn tie(self, other: Self) -> Self {
        Dual { re: other.re, eps: (self.eps + other.eps) * T::from_f64(0.5) }
    }
}

/// `eps · slope`. A constant stays one where the slope is infinite or NaN: √0, ln 0, the exponent of a negative base.
#[inline(always)]
fn tangent<T: Real>(eps: T, slope: T) -> T {
    if eps.is_zero() { T::ZERO } else { eps * slope }
}

// SAFETY: two zeros are the dual number zero.
unsafe impl<T: Zeroed> Zeroed for Dual<T> {
    type Pinned = T::Pinned;
}
impl<T: Real> Element for Dual<T> {
    const DIFFERENTIABLE: bool = true;
}

impl<T: PartialEq> PartialEq for Dual<T> {
    fn eq(&self, other: &Self) -> bool {
        self.re == other.re
    }
}
impl<T: PartialOrd> PartialOrd for Dual<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.re.partial_cmp(&other.re)
    }
}

impl<T: Real> Add for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn add(self, o: Self) -> Self {
        Dual { re: self.re + o.re, eps: self.eps + o.eps }
    }
}
impl<T: Real> Sub for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, o: Self) -> Self {
        Dual { re: self.re - o.re, eps: self.eps - o.eps }
    }
}
impl<T: Real> Mul for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, o: Self) -> Self {
        Dual { re: self.re * o.re, eps: self.re * o.eps + self.eps * o.re }
    }
}
impl<T: Real> Div for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn div(self, o: Self) -> Self {
        let quotient = self.re / o.re;
        Dual { re: quotient, eps: (self.eps - quotient * o.eps) / o.re }
    }
}
impl<T: Real> Rem for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn rem(self, o: Self) -> Self {
        let whole = (self.re - self.re % o.re) / o.re;
        Dual { re: self.re % o.re, eps: self.eps - whole * o.eps }
    }
}
impl<T: Real> Neg for Dual<T> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Dual { re: -self.re, eps: -self.eps }
    }
}

macro_rules! assign {
    ($($Trait:ident $method:ident $op:tt),*) => {$(
        impl<T: Real> $Trait for Dual<T> {
            #[inline(always)]
            fn $method(&mut self, o: Self) {
                *self = *self $op o;
            }
        }
    )*};
}
assign!(AddAssign add_assign +, SubAssign sub_assign -, MulAssign mul_assign *, DivAssign div_assign /, RemAssign rem_assign %);

impl<T: Real> Zero for Dual<T> {
    fn zero() -> Self {
        Self::ZERO
    }
    fn is_zero(&self) -> bool {
        self.re.is_zero() && self.eps.is_zero()
    }
}
impl<T: Real> One for Dual<T> {
    fn one() -> Self {
        Dual::constant(T::ONE)
    }
}
impl<T: Real> Num for Dual<T> {
    type FromStrRadixErr = T::FromStrRadixErr;
    fn from_str_radix(text: &str, radix: u32) -> Result<Self, Self::FromStrRadixErr> {
        T::from_str_radix(text, radix).map(Dual::constant)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Real> Number for Dual<T> {
    const ONE: Self = Dual { re: T::ONE, eps: T::ZERO };
    #[inline(always)]
    fn from_f64(x: f64) -> Self {
        Dual::constant(T::from_f64(x))
    }
    #[inline(always)]
    fn negated(self) -> Self {
        -self
    }
    #[inline(always)]
    fn abs(self) -> Self {
        self.chain(self.re.abs(), sign::value(self.re))
    }
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        if self == other {
            self.tie(other)
        } else if self > other || self.is_nan() {
            self
        } else {
            other
        }
    }
    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        if self == other {
            self.tie(other)
        } else if self < other || self.is_nan() {
            self
        } else {
            other
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Real> Real for Dual<T> {
    type Float = T::Float;
    const INFINITY: Self = Dual { re: T::INFINITY, eps: T::ZERO };
    const NAN: Self = Dual { re: T::NAN, eps: T::ZERO };
    const EPSILON: Self = Dual { re: T::EPSILON, eps: T::ZERO };
    #[inline(always)]
    fn primal(self) -> T::Float {
        self.re.primal()
    }
    #[inline(always)]
    fn exp(self) -> Self {
        let y = self.re.exp();
        self.chain(y, y)
    }
    #[inline(always)]
    fn exp_m1(self) -> Self {
        self.chain(self.re.exp_m1(), self.re.exp())
    }
    #[inline(always)]
    fn ln(self) -> Self {
        self.chain(self.re.ln(), T::ONE / self.re)
    }
    #[inline(always)]
    fn ln_1p(self) -> Self {
        self.chain(self.re.ln_1p(), T::ONE / (T::ONE + self.re))
    }
    #[inline(always)]
    fn sqrt(self) -> Self {
        let y = self.re.sqrt();
        self.chain(y, T::ONE / (y + y))
    }
    #[inline(always)]
    fn sin(self) -> Self {
        self.chain(self.re.sin(), self.re.cos())
    }
    #[inline(always)]
    fn cos(self) -> Self {
        self.chain(self.re.cos(), -self.re.sin())
    }
    #[inline(always)]
    fn tan(self) -> Self {
        let y = self.re.tan();
        self.chain(y, T::ONE + y * y)
    }
    #[inline(always)]
    fn tanh(self) -> Self {
        let y = self.re.tanh();
        self.chain(y, T::ONE - y * y)
    }
    #[inline(always)]
    fn erf(self) -> Self {
        let slope = T::from_f64(core::f64::consts::FRAC_2_SQRT_PI) * (-(self.re * self.re)).exp();
        self.chain(self.re.erf(), slope)
    }
    #[inline(always)]
    fn normal_cdf(self) -> Self {
        let scale = T::from_f64(0.5 * core::f64::consts::FRAC_2_SQRT_PI * core::f64::consts::FRAC_1_SQRT_2);
        let density = scale * (T::from_f64(-0.5) * self.re * self.re).exp();
        self.chain(self.re.normal_cdf(), density)
    }
    #[inline(always)]
    fn powf(self, exponent: Self) -> Self {
        let y = self.re.powf(exponent.re);
        let by_base = tangent(self.eps, slope_of_base(self.re, exponent.re));
        let by_exponent = tangent(exponent.eps, slope_of_exponent(self.re, exponent.re, y));
        Dual { re: y, eps: by_base + by_exponent }
    }
    #[inline(always)]
    fn powi(self, exponent: i32) -> Self {
        self.chain(self.re.powi(exponent), slope_of_powi(self.re, exponent))
    }
    #[inline(always)]
    fn floor(self) -> Self {
        Dual::constant(self.re.floor())
    }
    #[inline(always)]
    fn ceil(self) -> Self {
        Dual::constant(self.re.ceil())
    }
    #[inline(always)]
    fn round_ties_even(self) -> Self {
        Dual::constant(self.re.round_ties_even())
    }
    #[inline(always)]
    fn is_nan(self) -> bool {
        self.re.is_nan()
    }
    #[inline(always)]
    fn is_finite(self) -> bool {
        self.re.is_finite()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_stays_one_where_a_slope_is_infinite_or_nan() {
        let zero = Dual::constant(0.0);
        for y in [zero.sqrt(), zero.ln(), zero.powf(Dual::constant(0.5)), Dual::constant(-1.0).powf(zero)] {
            assert_eq!(y.eps, 0.0);
        }
    }

    #[test]
    fn duals_over_duals_have_second_derivatives() {
        // exp(x²) at 0: the first derivative is zero, the second is 2.
        let x = Dual { re: Dual { re: 0.0, eps: 1.0 }, eps: Dual { re: 1.0, eps: 0.0 } };
        assert_eq!((x * x).exp().eps.eps, 2.0);
        assert_eq!((x * x).powf(Dual::constant(Dual::constant(1.0))).eps.eps, 2.0);
    }
}
