//! Powers.

use super::exp::exp_of_sum;
use super::ln::{normalised, split};
use super::{floor, polynomial};
use crate::kernels::math::pow::pow;

pow! {
    /// xʸ, within 1 ulp.
    f64 by power
}

/// A sum of two numbers, the second below the last place of the first: twice the precision.
#[derive(Clone, Copy)]
struct Twofold(f64, f64);

impl Twofold {
    /// a + b exactly, if |a| ≥ |b| (Dekker, 1971).
    #[inline(always)]
    fn sum(a: f64, b: f64) -> Self {
        let sum = a + b;
        Twofold(sum, b - (sum - a))
    }

    /// a · b exactly (Veltkamp's splitting, Dekker's product).
    #[inline(always)]
    fn product(a: f64, b: f64) -> Self {
        let halves = |x: f64| {
            let high = f64::from_bits(x.to_bits() & 0xffff_ffff_f800_0000);
            (high, x - high)
        };
        let ((a1, a2), (b1, b2)) = (halves(a), halves(b));
        let product = a * b;
        Twofold(product, a2 * b2 - (((product - a1 * b1) - a2 * b1) - a1 * b2))
    }

    #[inline(always)]
    fn times(self, other: Twofold) -> Self {
        let product = Twofold::product(self.0, other.0);
        Twofold::sum(product.0, product.1 + (self.0 * other.1 + self.1 * other.0))
    }

    /// If the first number of `self` is not below that of `other`.
    #[inline(always)]
    fn plus(self, other: Twofold) -> Self {
        let sum = Twofold::sum(self.0, other.0);
        Twofold::sum(sum.0, sum.1 + (self.1 + other.1))
    }
}

/// xʸ for `x` ≥ 0, `y` not NaN: the logarithm to 66 bits, then the exponential.
#[inline(always)]
fn power(x: f64, y: f64) -> f64 {
    /// From here on every power is 0, 1 or ∞.
    const HUGE: f64 = 3e19;
    let (normal, more) = normalised(x);
    let (k, f) = split(normal);
    let ln = ln_1p(f);
    let k = k + more;
    let whole = Twofold(k * super::exp::LN_2[0], k * super::exp::LN_2[1]);
    let ln = if k == 0.0 { ln } else { whole.plus(ln) };
    let exponent = ln.times(Twofold(y.clamp(-HUGE, HUGE), 0.0));
    let y_sign = if y.is_nan() { y } else { f64::INFINITY.copysign(y) };
    let exponent = if x == 0.0 {
        Twofold(-y_sign, 0.0)
    } else if x == f64::INFINITY {
        Twofold(y_sign, 0.0)
    } else {
        exponent
    };
    let result = exp_of_sum(exponent.0, exponent.1);
    if x.is_nan() { x } else { result }
}

/// ln(1 + f) = 2 artanh s = 2s + ⅔s³ + s⁵·Q(s²), s = f/(2 + f); Q is a minimax fit made for this crate.
#[inline(always)]
fn ln_1p(f: f64) -> Twofold {
    const TWO_THIRDS: Twofold = Twofold(2.0 / 3.0, 3.700_743_415_417_188e-17);
    let denominator = Twofold::sum(2.0, f);
    let quotient = f / denominator.0;
    let back = Twofold::product(quotient, denominator.0);
    let s = Twofold(quotient, ((f - back.0) - back.1 - quotient * denominator.1) / denominator.0);
    let square = s.times(s);
    let cube = square.times(s);
    let rest = polynomial(
        square.0,
        [
            0.4,
            0.285_714_285_714_293_7,
            0.222_222_222_216_552_35,
            0.181_818_183_355_178_8,
            0.153_845_949_511_201_6,
            0.133_348_052_245_652_17,
            0.117_062_241_505_716_51,
            0.117_232_879_384_806_28,
        ],
    );
    let tail = cube.times(TWO_THIRDS).plus(Twofold(cube.0 * square.0 * rest, 0.0));
    Twofold(2.0 * s.0, 2.0 * s.1).plus(tail)
}
