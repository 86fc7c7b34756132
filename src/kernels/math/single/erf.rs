//! The error function.

use super::exp::exp;
use super::polynomial;

/// erf x = 2/√π ∫₀ˣ e^(−t²) dt, within 1.5 ulp.
///
/// Below 0.9 it is x + x·P(x²), above 1 − e^(−x·Q(x)); both polynomials are minimax fits made for this crate.
#[inline(always)]
pub fn erf(x: f32) -> f32 {
    let size = x.abs();
    // From here on it rounds to 1.
    let size = if size > 4.0 { 4.0 } else { size };
    let p = polynomial(
        size * size,
        [
            0.128_379_17,
            -0.376_126_35,
            0.112_837_15,
            -0.026_860_51,
            0.005_203_860_4,
            -0.000_817_564_46,
            0.000_085_130_998,
        ],
    );
    let q = polynomial(
        size,
        [
            1.128_637,
            0.635_198_2,
            0.106_158_81,
            -0.023_694_363,
            0.003_610_247_3,
            -0.000_314_835_44,
            0.000_010_430_937,
        ],
    );
    let y = if size < 0.9 { size + size * p } else { 1.0 - exp(-size * q) };
    y.copysign(x)
}
