//! eˣ and eˣ − 1.

/// ln 2 in two parts; the first has so few digits that its whole multiples are exact.
const LN_2: [f32; 2] = [355.0 / 512.0, -2.121_944_4e-4];
/// Adding it to a small number rounds to a whole one, n, and leaves n + 254 in the last bits.
const WHOLE: f32 = 12_582_912.0 + 254.0;

/// x = n·ln 2 + r with |r| ≤ ½ ln 2: bits whose last nine are n + 254, and eʳ − 1. `x` is within −104 … 89, or NaN.
#[inline(always)]
fn reduce(x: f32) -> (u32, f32) {
    let shifted = x * core::f32::consts::LOG2_E + WHOLE;
    let n = shifted - WHOLE;
    let r = (x - n * LN_2[0]) - n * LN_2[1];
    // In pairs, so that fewer wait for each other than one by one.
    let square = r * r;
    let p = (0.499_999_94 + r * 0.166_666_52)
        + square * ((0.041_669_09 + r * 0.008_357_645) + square * 0.001_380_681_6);
    (shifted.to_bits(), r + square * p)
}

/// eˣ, within 1.2 ulp.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let (n, p) = reduce(x.clamp(-104.0, 88.8));
    // Two factors, for n/2 and the rest of n, reach the subnormal results and the largest.
    let half = (n << 22) & 0xff80_0000;
    (1.0 + p) * f32::from_bits(half) * f32::from_bits((n << 23).wrapping_sub(half))
}

/// eˣ − 1, accurate for small `x` too, within 2.1 ulp.
#[inline(always)]
pub fn expm1(x: f32) -> f32 {
    let (n, p) = reduce(x.clamp(-20.0, 88.8));
    // 2ⁿ⁻¹
    let half_power = f32::from_bits((n << 23).wrapping_sub(128 << 23));
    let y = 2.0 * (half_power * p + (half_power - 0.5));
    // For the sign of zero.
    let p = if x == 0.0 { x } else { p };
    if half_power == 0.5 { p } else { y }
}
