//! The hyperbolic tangent.

use super::exp::{power_of_two, reduce};
use super::polynomial;

/// tanh x, within 1.5 ulp.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let size = x.abs();
    // From here on it rounds to 1. So the power is neither subnormal nor infinite, and one factor makes it.
    let (n, most, rest) = reduce(2.0 * if size > 10.0 { 10.0 } else { size });
    let e = (1.0 + (most + rest)) * power_of_two(n);
    let large = 1.0 - 2.0 / (e + 1.0);
    let square = size * size;
    let p =
        polynomial(square, [-3.333_328e-1, 1.333_144_2e-1, -5.373_971_6e-2, 2.063_908_8e-2, -5.704_988_7e-3]);
    let small = p * square * size + size;
    // NaN is not large.
    let y = if size >= 0.625 { large } else { small };
    y.copysign(x)
}
