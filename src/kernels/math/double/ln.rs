//! ln x and ln(1 + x).

use super::exp::LN_2;
use super::polynomial;

/// What subnormal numbers are scaled by: 2⁵⁴.
const SCALE: f64 = 18_014_398_509_481_984.0;

/// `x` (positive, normal, finite) as 2ᵏ·(1 + f) with √½ ≤ 1 + f < √2.
#[inline(always)]
pub(super) fn split(x: f64) -> (f64, f64) {
    const SQRT_HALF: u64 = 0x3fe6_a09e_0000_0000;
    let above = x.to_bits().wrapping_sub(SQRT_HALF);
    let f = f64::from_bits((above & 0x000f_ffff_ffff_ffff).wrapping_add(SQRT_HALF)) - 1.0;
    ((above as i64 >> 52) as i32 as f64, f)
}

/// `x` and 0, or if it is subnormal, a multiple of it and the exponent to add.
#[inline(always)]
pub(super) fn normalised(x: f64) -> (f64, f64) {
    let (scale, k) = if x < f64::MIN_POSITIVE { (SCALE, -54.0) } else { (1.0, 0.0) };
    (x * scale, k)
}

/// k·ln 2 + ln(1 + f) + extra
#[inline(always)]
fn sum(k: f64, f: f64, extra: f64) -> f64 {
    let s = f / (2.0 + f);
    let square = s * s;
    let r = square
        * polynomial(
            square,
            [
                6.666_666_666_666_735e-1,
                3.999_999_999_940_942e-1,
                2.857_142_874_366_239e-1,
                2.222_219_843_214_978_4e-1,
                1.818_357_216_161_805e-1,
                1.531_383_769_920_937_3e-1,
                1.479_819_860_511_658_6e-1,
            ],
        );
    let half_square = 0.5 * f * f;
    (s * (half_square + r) + (k * LN_2[1] + extra) - half_square) + f + k * LN_2[0]
}

/// The natural logarithm, within 1 ulp. That of 0 is −∞, that of negative numbers NaN.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    let (normal, more) = normalised(x);
    let (k, f) = split(normal);
    special(x, sum(k + more, f, 0.0))
}

/// ln(1 + x), accurate for small `x` too, within 1 ulp. Below −1 it is NaN.
#[inline(always)]
pub fn log1p(x: f64) -> f64 {
    let whole = 1.0 + x;
    let lost = (x - (whole - 1.0)) / whole;
    let (k, f) = split(whole);
    let y = special(whole, sum(k, f, lost));
    if x == 0.0 { x } else { y }
}

/// Logarithms of what is not a positive finite number.
#[inline(always)]
fn special(x: f64, y: f64) -> f64 {
    let y = if x == f64::INFINITY { x } else { y };
    let y = if x == 0.0 { f64::NEG_INFINITY } else { y };
    if x >= 0.0 { y } else { f64::NAN }
}
