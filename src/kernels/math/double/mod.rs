//! Functions of `f64`.

mod erf;
mod exp;
mod ln;
mod normal;
mod pow;
mod tanh;
mod trig;

pub use super::round::double::{floor, round};
pub use super::sqrt::double::sqrt;
pub use erf::erf;
pub use exp::{exp, expm1};
pub use ln::{ln, log1p};
pub use normal::normal_cdf;
pub use pow::pow;
pub use tanh::tanh;
pub use trig::{cos, cos_each, sin, sin_each, tan};

/// c₀ + c₁x + c₂x² + …
#[inline(always)]
fn polynomial<const N: usize>(x: f64, coefficients: [f64; N]) -> f64 {
    coefficients.into_iter().rev().reduce(|sum, c| sum * x + c).unwrap_or(0.0)
}
