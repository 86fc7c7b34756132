//! The hyperbolic tangent.

use super::exp::exp;
use super::polynomial;

/// tanh x, within 1.5 ulp.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let size = x.abs();
    // From here on it rounds to 1.
    let e = exp(2.0 * if size > 10.0 { 10.0 } else { size });
    let large = 1.0 - 2.0 / (e + 1.0);
    let square = size * size;
    let p =
        polynomial(square, [-3.333_328e-1, 1.333_144_2e-1, -5.373_971_6e-2, 2.063_908_8e-2, -5.704_988_7e-3]);
    let small = p * square * size + size;
    let y = if size < 0.625 { small } else { large };
    if x.is_nan() { x } else { y.copysign(x) }
}
