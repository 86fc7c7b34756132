//! The hyperbolic tangent.

use super::polynomial;

/// tanh x, within 2.5 ulp: that of −x is its negative, no more than 1, and x itself for the smallest.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    /// Adding it to a small number rounds to a whole one, n, and leaves n + 127 in the last bits.
    const WHOLE: f32 = 12_582_912.0 + 127.0;
    // From here on it rounds to 1. NaN is not beyond.
    let x = if x > 9.1 { 9.1 } else { x };
    let x = if x < -9.1 { -9.1 } else { x };
    // x = n·½ ln 2 + h with |h| ≤ ¼ ln 2. The constant ends with zeros: its multiples are exact while that matters.
    let shifted = x * (2.0 * core::f32::consts::LOG2_E) + WHOLE;
    let n = shifted - WHOLE;
    let h = x - n * (0.5 * core::f32::consts::LN_2);
    let tanh_h = h * polynomial(h * h, [1.0, -0.333_333_22, 0.133_333_34, -0.053_968_26]);
    // The tangent of the sum, (a + b)/(1 + ab): that of n·½ ln 2 is (s − 1)/(s + 1). Minus 0, not plus: −0 stays.
    let s = f32::from_bits(shifted.to_bits() << 23);
    let (sum, difference) = (s + 1.0, 1.0 - s);
    (sum * tanh_h - difference) / (sum - difference * tanh_h)
}
