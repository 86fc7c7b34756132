//! The distribution function of the standard normal distribution.

use super::exp::exp;
use super::polynomial;

/// Φ(x) = 1/√(2π) ∫₋∞ˣ e^(−t²/2) dt, within 6 ulp where it is no subnormal, also far below 0.
///
/// Φ(−z) = e^(−z²/2)·u·P(u) with u = 1/(1 + 0.34 z); the polynomial is a minimax fit made for this crate, written around the
/// middle of its range.
#[cfg_attr(target_os = "none", inline(never))]
#[cfg_attr(not(target_os = "none"), inline(always))]
pub fn normal_cdf(x: f32) -> f32 {
    let size = x.abs();
    // From here on it rounds to 0, or to 1.
    let z = if size > 14.5 { 14.5 } else { size };
    let u = 1.0 / (1.0 + 0.34 * z);
    let p = polynomial(
        u - 0.625,
        [
            0.294_620_34,
            0.420_009_94,
            0.330_930_5,
            0.065_193_64,
            -0.100_263_6,
            -0.034_867_875,
            0.051_417_593,
            0.008_974_921,
            -0.025_876_36,
        ],
    );
    let square = z * z;
    // What rounding took from the square: the exponential enlarges it.
    let short = f32::from_bits(z.to_bits() & 0xffff_f000);
    let rest = z - short;
    let lost = (short * short - square) + 2.0 * short * rest + rest * rest;
    let tail = exp(-0.5 * square) * (u * p);
    let tail = tail - tail * (0.5 * lost);
    if x < 0.0 { tail } else { 1.0 - tail }
}
