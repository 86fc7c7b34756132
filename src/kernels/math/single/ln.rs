//! ln x and ln(1 + x).

use super::polynomial;

/// ln 2 in two parts; the first has so few digits that its whole multiples are exact.
const LN_2: [f32; 2] = [355.0 / 512.0, -2.121_944_4e-4];
/// What subnormal numbers are scaled by.
const SCALE: f32 = 8_388_608.0;

/// ln (x·2ᵏ) + extra, for positive, normal, finite `x`.
#[inline(always)]
fn sum(x: f32, k: f32, extra: f32) -> f32 {
    const SQRT_HALF: u32 = 0x3f35_04f3;
    // x = 2^exponent · (1 + f), √½ ≤ 1 + f < √2
    let above = x.to_bits().wrapping_sub(SQRT_HALF);
    let exponent = (above as i32 >> 23) as f32 + k;
    let f = f32::from_bits((above & 0x007f_ffff).wrapping_add(SQRT_HALF)) - 1.0;
    let square = f * f;
    let p = polynomial(
        f,
        [
            3.333_333e-1,
            -2.499_999_4e-1,
            2.000_071_5e-1,
            -1.666_805_8e-1,
            1.424_932_3e-1,
            -1.242_014_1e-1,
            1.167_699_9e-1,
            -1.151_461e-1,
            7.037_683_6e-2,
        ],
    );
    let tail = (p * f * square + (exponent * LN_2[1] + extra)) - 0.5 * square;
    (f + tail) + exponent * LN_2[0]
}

/// The natural logarithm, within 1 ulp. That of 0 is −∞, that of negative numbers NaN.
#[inline(always)]
pub fn ln(x: f32) -> f32 {
    let (scale, k) = if x < f32::MIN_POSITIVE { (SCALE, -23.0) } else { (1.0, 0.0) };
    special(x, sum(x * scale, k, 0.0))
}

/// ln(1 + x), accurate for small `x` too, within 1 ulp. Below −1 it is NaN.
#[inline(always)]
pub fn log1p(x: f32) -> f32 {
    let whole = 1.0 + x;
    let lost = (x - (whole - 1.0)) / whole;
    let y = special(whole, sum(whole, 0.0, lost));
    if x == 0.0 { x } else { y }
}

/// Logarithms of what is not a positive finite number.
#[inline(always)]
fn special(x: f32, y: f32) -> f32 {
    let y = if x == f32::INFINITY { x } else { y };
    let y = if x == 0.0 { f32::NEG_INFINITY } else { y };
    if x >= 0.0 { y } else { f32::NAN }
}
