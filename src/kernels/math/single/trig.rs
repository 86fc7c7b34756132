//! Sine, cosine, tangent.

use super::polynomial;

/// Sine, within 2 ulp whatever the size of `x`. That of an infinity is NaN.
#[inline(always)]
pub fn sin(x: f32) -> f32 {
    let (quadrant, r) = reduce(x);
    let y = of_quadrant(quadrant, r);
    // For the sign of zero.
    if x == 0.0 { x } else { y }
}

/// Cosine, within 2 ulp whatever the size of `x`. That of an infinity is NaN.
#[inline(always)]
pub fn cos(x: f32) -> f32 {
    let (quadrant, r) = reduce(x);
    of_quadrant(quadrant.wrapping_add(1), r)
}

/// The sine of each: where none of a few is large, the loop over them has no branch and vectorises.
#[inline(always)]
pub fn sin_each(x: &[f32], y: &mut [f32]) {
    each(x, y, sin, |x| {
        let (quadrant, r) = reduce_near(x);
        let y = of_quadrant(quadrant, r);
        if x == 0.0 { x } else { y }
    });
}

/// The cosine of each.
#[inline(always)]
pub fn cos_each(x: &[f32], y: &mut [f32]) {
    each(x, y, cos, |x| {
        let (quadrant, r) = reduce_near(x);
        of_quadrant(quadrant.wrapping_add(1), r)
    });
}

#[inline(always)]
fn each(x: &[f32], y: &mut [f32], far: impl Fn(f32) -> f32, near: impl Fn(f32) -> f32) {
    for (x, y) in x.chunks(64).zip(y.chunks_mut(64)) {
        if x.iter().fold(true, |all, &x| all & is_near(x)) {
            y.iter_mut().zip(x).for_each(|(y, x)| *y = near(*x));
        } else {
            y.iter_mut().zip(x).for_each(|(y, x)| *y = far(*x));
        }
    }
}

/// Tangent, within 4 ulp whatever the size of `x`. That of an infinity is NaN.
#[inline(always)]
pub fn tan(x: f32) -> f32 {
    let (quadrant, r) = reduce(x);
    let (sin, cos) = near_zero(r);
    let y = if quadrant & 1 == 0 { sin / cos } else { -cos / sin };
    // For the sign of zero.
    if x == 0.0 { x } else { y }
}

/// sin(quadrant · π/2 + r) for |r| ≤ π/4.
#[inline(always)]
fn of_quadrant(quadrant: u32, r: f32) -> f32 {
    let (sin, cos) = near_zero(r);
    let y = if quadrant & 1 == 0 { sin } else { cos };
    if quadrant & 2 == 0 { y } else { -y }
}

/// Sine and cosine for |r| ≤ π/4.
#[inline(always)]
fn near_zero(r: f32) -> (f32, f32) {
    let square = r * r;
    let sin = r + r * square * polynomial(square, [-1.666_665_5e-1, 8.332_161e-3, -1.951_529_6e-4]);
    let cos = polynomial(square, [4.166_664_6e-2, -1.388_731_6e-3, 2.443_315_7e-5]);
    (sin, (1.0 - 0.5 * square) + square * square * cos)
}

/// x = quadrant · π/2 + r (modulo 2π), |r| ≤ π/4.
#[inline(always)]
fn reduce(x: f32) -> (u32, f32) {
    if is_near(x) { reduce_near(x) } else { reduce_large(x) }
}

#[inline(always)]
fn is_near(x: f32) -> bool {
    x.abs() < 200.0
}

#[inline(always)]
fn reduce_near(x: f32) -> (u32, f32) {
    /// π/2 in three parts; the first two have so few digits that their products with whole numbers below 2⁷ are exact.
    const HALF_PI: [f32; 3] = [1.570_785_5, 1.080_427_3e-5, 6.077_100_6e-11];
    // Adding it leaves the nearest whole number in the last bits.
    const WHOLE: f32 = 12_582_912.0;
    let shifted = x * core::f32::consts::FRAC_2_PI + WHOLE;
    let n = shifted - WHOLE;
    let most = x - n * HALF_PI[0];
    let r = most - n * HALF_PI[1];
    let lost = (most - r) - n * HALF_PI[1];
    (shifted.to_bits().wrapping_sub(WHOLE.to_bits()), r + (lost - n * HALF_PI[2]))
}

/// The bits of 2/π, after 32 zeros: weights 2³¹ … 2⁰, 2⁻¹ …
const TWO_OVER_PI: [u32; 8] =
    [0, 0xa2f9_836e, 0x4e44_1529, 0xfc27_57d1, 0xf534_ddc0, 0xdb62_9599, 0x3c43_9041, 0xfe51_63ab];

/// For `x` of any size (Payne and Hanek, 1983): of the product x · 2/π only the bits that matter are computed, as an
/// integer.
#[cold]
fn reduce_large(x: f32) -> (u32, f32) {
    if !x.is_finite() {
        return (0, f32::NAN);
    }
    let bits = x.to_bits();
    let exponent = (bits >> 23) & 0xff;
    let significand = ((bits & 0x007f_ffff) | 0x0080_0000) as u64;
    // |x| = significand · 2^(exponent − 150): the bits of 2/π from weight 2^(151 − exponent) on matter.
    let first = exponent as usize - 120;
    let (word, shift) = (first / 32, first % 32);
    // No finite exponent leads beyond the table.
    let at = |i: usize| TWO_OVER_PI.get(word + i).copied().unwrap_or(0) as u64;
    let high = ((at(0) << 32 | at(1)) << shift) | (at(2) << shift >> 32);
    let low = ((at(2) << 32 | at(3)) << shift) >> 32;
    // Two bits of quadrant, 62 of fraction.
    let product = significand.wrapping_mul(high).wrapping_add((significand * low) >> 32);
    let quadrant = (product.wrapping_add(1 << 61) >> 62) as u32;
    let fraction = (product << 2) as i64;
    let negative = (fraction < 0) != (x < 0.0);
    let r = times_half_pi(fraction.unsigned_abs());
    (if x < 0.0 { quadrant.wrapping_neg() } else { quadrant }, if negative { -r } else { r })
}

/// fraction/2⁶⁴ · π/2
#[inline(always)]
fn times_half_pi(fraction: u64) -> f32 {
    /// π/2 · 2³⁰
    const HALF_PI: i64 = 0x6487_ed51;
    let zeros = fraction.leading_zeros() & 63;
    let angle = (fraction << zeros >> 32) as i64 * HALF_PI;
    angle as f32 * f32::from_bits((127 - 62 - zeros) << 23)
}
