//! Sine, cosine, tangent.

use super::polynomial;

/// Sine, within 1 ulp whatever the size of `x`. That of an infinity is NaN.
#[inline]
pub fn sin(x: f64) -> f64 {
    let (quadrant, r, tail) = reduce(x);
    let y = of_quadrant(quadrant, r, tail);
    // For the sign of zero.
    if x == 0.0 { x } else { y }
}

/// Cosine, within 1 ulp whatever the size of `x`. That of an infinity is NaN.
#[inline]
pub fn cos(x: f64) -> f64 {
    let (quadrant, r, tail) = reduce(x);
    of_quadrant(quadrant.wrapping_add(1), r, tail)
}

/// The sine of each.
#[inline(always)]
pub fn sin_each(x: &[f64], y: &mut [f64]) {
    y.iter_mut().zip(x).for_each(|(y, x)| *y = sin(*x));
}

/// The cosine of each.
#[inline(always)]
pub fn cos_each(x: &[f64], y: &mut [f64]) {
    y.iter_mut().zip(x).for_each(|(y, x)| *y = cos(*x));
}

/// Tangent, within 2.5 ulp whatever the size of `x`. That of an infinity is NaN.
#[inline]
pub fn tan(x: f64) -> f64 {
    let (quadrant, r, tail) = reduce(x);
    let (sin, cos) = (sin_near_zero(r, tail), cos_near_zero(r, tail));
    let y = if quadrant & 1 == 0 { sin / cos } else { -cos / sin };
    // For the sign of zero.
    if x == 0.0 { x } else { y }
}

/// sin(quadrant · π/2 + r + tail) for |r| ≤ π/4.
#[inline(always)]
fn of_quadrant(quadrant: u32, r: f64, tail: f64) -> f64 {
    let y = if quadrant & 1 == 0 { sin_near_zero(r, tail) } else { cos_near_zero(r, tail) };
    if quadrant & 2 == 0 { y } else { -y }
}

/// sin(r + tail) for |r| ≤ π/4.
#[inline(always)]
fn sin_near_zero(r: f64, tail: f64) -> f64 {
    let square = r * r;
    let p = polynomial(
        square,
        [
            8.333_333_333_322_49e-3,
            -1.984_126_982_985_795e-4,
            2.755_731_370_707_006_8e-6,
            -2.505_076_025_340_686_3e-8,
            1.589_690_995_211_55e-10,
        ],
    );
    let cube = square * r;
    r - ((square * (0.5 * tail - cube * p) - tail) - cube * -1.666_666_666_666_663_2e-1)
}

/// cos(r + tail) for |r| ≤ π/4.
#[inline(always)]
fn cos_near_zero(r: f64, tail: f64) -> f64 {
    let square = r * r;
    let p = polynomial(
        square,
        [
            4.166_666_666_666_66e-2,
            -1.388_888_888_887_411e-3,
            2.480_158_728_947_673e-5,
            -2.755_731_435_139_066_3e-7,
            2.087_572_321_298_175e-9,
            -1.135_964_755_778_819_5e-11,
        ],
    );
    let half = 0.5 * square;
    let most = 1.0 - half;
    most + (((1.0 - most) - half) + (square * square * p - r * tail))
}

/// The bits of 2/π, after 64 zeros: weights 2⁶³ … 2⁰, 2⁻¹ …
const TWO_OVER_PI: [u64; 20] = [
    0,
    0xa2f9_836e_4e44_1529,
    0xfc27_57d1_f534_ddc0,
    0xdb62_9599_3c43_9041,
    0xfe51_63ab_debb_c561,
    0xb724_6e3a_424d_d2e0,
    0x0649_2eea_09d1_921c,
    0xfe1d_eb1c_b129_a73e,
    0xe882_35f5_2ebb_4484,
    0xe99c_7026_b45f_7e41,
    0x3991_d639_8353_39f4,
    0x9c84_5f8b_bdf9_283b,
    0x1ff8_97ff_de05_980f,
    0xef2f_118b_5a0a_6d1f,
    0x6d36_7ecf_27cb_09b7,
    0x4f46_3f66_9e5f_ea2d,
    0x7527_bac7_ebe5_f17b,
    0x3d07_39f7_8a52_92ea,
    0x6bfb_5fb1_1f8d_5d08,
    0x5603_3046_fc7b_6bab,
];

/// x = quadrant · π/2 + r + tail (modulo 2π), |r| ≤ π/4, for any `x` (Payne and Hanek, 1983): of the product x · 2/π
/// only the bits that matter are computed, as an integer.
#[inline(always)]
fn reduce(x: f64) -> (u32, f64, f64) {
    if x.abs() <= core::f64::consts::FRAC_PI_4 {
        return (0, x, 0.0);
    }
    if !x.is_finite() {
        return (0, f64::NAN, 0.0);
    }
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as usize;
    let significand = ((bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000) as u128;
    // |x| = significand · 2^(exponent − 1075): the bits of 2/π from weight 2^(1076 − exponent) on matter.
    let first = exponent - 1013;
    let (word, shift) = (first / 64, first % 64);
    // No finite exponent leads beyond the table.
    let at = |i: usize| TWO_OVER_PI.get(word + i).copied().unwrap_or(0) as u128;
    let pair = |i: usize| at(i) << 64 | at(i + 1);
    let bits_at = |i: usize| (pair(i) << shift >> 64) as u64;
    // Two bits of quadrant, 126 of fraction.
    let high = (bits_at(0) as u128) << 64 | bits_at(1) as u128;
    let product = significand.wrapping_mul(high).wrapping_add((significand * bits_at(2) as u128) >> 64);
    let quadrant = (product.wrapping_add(1 << 125) >> 126) as u32;
    let fraction = (product << 2) as i128;
    let negative = (fraction < 0) != (x < 0.0);
    let (r, tail) = times_half_pi(fraction.unsigned_abs());
    let quadrant = if x < 0.0 { quadrant.wrapping_neg() } else { quadrant };
    if negative { (quadrant, -r, -tail) } else { (quadrant, r, tail) }
}

/// fraction/2¹²⁸ · π/2, in two parts.
#[inline(always)]
fn times_half_pi(fraction: u128) -> (f64, f64) {
    /// π/2 · 2⁶³
    const HALF_PI: u128 = 0xc90f_daa2_2168_c235;
    let zeros = fraction.leading_zeros().min(127);
    let angle = (fraction << zeros >> 64) * HALF_PI;
    let scale = f64::from_bits(((1023 - 127 - zeros) as u64) << 52);
    let most = angle >> 75 << 75;
    (most as f64 * scale, (angle - most) as f64 * scale)
}
