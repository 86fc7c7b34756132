//! The hyperbolic tangent.

use super::exp::exp;
use super::polynomial;

/// tanh x, within 1.5 ulp.
#[inline(always)]
pub fn tanh(x: f64) -> f64 {
    let size = x.abs();
    // From here on it rounds to 1.
    let e = exp(2.0 * if size > 22.0 { 22.0 } else { size });
    let large = 1.0 - 2.0 / (e + 1.0);
    let square = size * size;
    let p = polynomial(square, [-1_614.687_684_417_084_5, -99.287_723_100_191_85, -0.964_399_179_425_052_2]);
    let q = polynomial(square, [4_844.063_053_251_255, 2_235.488_390_601_004_5, 112.811_678_491_632_93, 1.0]);
    let small = size * square * (p / q) + size;
    let y = if size < 0.625 { small } else { large };
    if x.is_nan() { x } else { y.copysign(x) }
}
