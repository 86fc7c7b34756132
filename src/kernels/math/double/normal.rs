//! The distribution function of the standard normal distribution.

use core::f64::consts::FRAC_1_SQRT_2;

use super::erf::{AT_ONE, erf, from_one, tail_quotient};
use super::exp::exp;

/// Φ(x) = 1/√(2π) ∫₋∞ˣ e^(−t²/2) dt, within 4 ulp where it is no subnormal, also far below 0.
///
/// As ½(1 + erf(x/√2)) near 0, beyond by the same quotients as erf.
#[inline]
pub fn normal_cdf(x: f64) -> f64 {
    let size = x.abs();
    let t = size * FRAC_1_SQRT_2;
    let tail = if t < 0.84375 {
        0.5 * (1.0 - erf(t))
    } else if t < 1.25 {
        0.5 * ((1.0 - AT_ONE) - from_one(t))
    } else if size < 38.6 {
        // x² in two parts, the first exact.
        let short = f64::from_bits(size.to_bits() & 0xffff_ffff_0000_0000);
        let rest = 0.5 * (short - size) * (short + size);
        0.5 * exp(-0.5 * short * short - 0.5625) * exp(rest + tail_quotient(t)) / t
    } else if x.is_nan() {
        return x;
    } else {
        0.0
    };
    if x < 0.0 { tail } else { 1.0 - tail }
}
