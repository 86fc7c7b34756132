//! eˣ and eˣ − 1.

use super::polynomial;

/// ln 2 in two parts; the first has so few digits that its whole multiples are exact.
const LN_2: [f32; 2] = [355.0 / 512.0, -2.121_944_4e-4];

/// x = n·ln 2 + r with |r| ≤ ½ ln 2; n as an integer, and eʳ − 1 as a sum of two numbers, the second small. `x` is within
/// −104 … 89, or NaN.
#[inline(always)]
pub(super) fn reduce(x: f32) -> (i32, f32, f32) {
    // Adding it leaves the nearest whole number in the last bits.
    const WHOLE: f32 = 12_582_912.0;
    let shifted = x * core::f32::consts::LOG2_E + WHOLE;
    let n = shifted - WHOLE;
    let (high, low) = (x - n * LN_2[0], n * LN_2[1]);
    let r = high - low;
    let p = polynomial(r, [0.5, 1.666_666_5e-1, 4.166_579_6e-2, 8.333_452e-3, 1.398_2e-3, 1.987_569_1e-4]);
    ((shifted.to_bits() as i32).wrapping_sub(WHOLE.to_bits() as i32), high, p * (r * r) - low)
}

/// 2ⁿ for −126 ≤ n ≤ 127.
#[inline(always)]
pub(super) fn power_of_two(n: i32) -> f32 {
    f32::from_bits((n.wrapping_add(127) as u32) << 23)
}

/// eˣ, within 1 ulp.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let (n, most, rest) = reduce(x.clamp(-104.0, 88.8));
    let sum = 1.0 + most;
    let lost = most - (sum - 1.0);
    // Two factors reach the subnormal results and the largest.
    let half = n >> 1;
    (sum + (rest + lost)) * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// eˣ − 1, accurate for small `x` too, within 2 ulp.
#[inline(always)]
pub fn expm1(x: f32) -> f32 {
    let (n, most, rest) = reduce(x.clamp(-20.0, 88.8));
    let p = most + rest;
    let half_power = power_of_two(n.wrapping_sub(1));
    let y = 2.0 * (half_power * p + (half_power - 0.5));
    // For the sign of zero.
    let p = if x == 0.0 { x } else { p };
    if n == 0 { p } else { y }
}
