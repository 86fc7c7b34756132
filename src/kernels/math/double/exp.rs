//! eˣ and eˣ − 1.

use super::polynomial;

/// ln 2 in two parts; the first has so few digits that its whole multiples are exact.
pub(super) const LN_2: [f64; 2] = [6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10];

/// x + extra = n·ln 2 + r with |r| ≤ ½ ln 2; n as an integer, and eʳ − 1 as a sum of two numbers, the second small. `x`
/// is within −746 … 710, or NaN, and `extra` small beside it.
#[inline(always)]
fn reduce(x: f64, extra: f64) -> (i64, f64, f64) {
    // Adding it leaves the nearest whole number in the last bits.
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    let shifted = x * core::f64::consts::LOG2_E + WHOLE;
    let n = shifted - WHOLE;
    let (high, low) = (x - n * LN_2[0], n * LN_2[1] - extra);
    let r = high - low;
    let square = r * r;
    let c = r - square
        * polynomial(
            square,
            [
                1.666_666_666_666_660_2e-1,
                -2.777_777_777_701_559_3e-3,
                6.613_756_321_437_934e-5,
                -1.653_390_220_546_525_2e-6,
                4.138_136_797_057_238_5e-8,
            ],
        );
    ((shifted.to_bits() as i64).wrapping_sub(WHOLE.to_bits() as i64), high, r * c / (2.0 - c) - low)
}

/// 2ⁿ for −1022 ≤ n ≤ 1023.
#[inline(always)]
fn power_of_two(n: i64) -> f64 {
    f64::from_bits((n.wrapping_add(1023) as u64) << 52)
}

/// eˣ, within 1 ulp.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    exp_of_sum(x, 0.0)
}

/// e^(x + extra), for an `extra` below the last place of `x`.
#[inline(always)]
pub(super) fn exp_of_sum(x: f64, extra: f64) -> f64 {
    let inside = x.clamp(-746.0, 710.0);
    let (n, most, rest) = reduce(inside, if inside == x { extra } else { 0.0 });
    let sum = 1.0 + most;
    let lost = most - (sum - 1.0);
    // Two factors reach the subnormal results and the largest.
    let half = n >> 1;
    (sum + (rest + lost)) * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// eˣ − 1, accurate for small `x` too, within 2 ulp.
#[inline(always)]
pub fn expm1(x: f64) -> f64 {
    let (n, most, rest) = reduce(x.clamp(-40.0, 710.0), 0.0);
    let p = most + rest;
    let half_power = power_of_two(n.wrapping_sub(1));
    let y = 2.0 * (half_power * p + (half_power - 0.5));
    // For the sign of zero.
    let p = if x == 0.0 { x } else { p };
    if n == 0 { p } else { y }
}
