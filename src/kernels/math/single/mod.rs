//! Functions of `f32`, in `f32`: a processor without double precision never meets it, but in `pow`.

mod erf;
mod exp;
mod ln;
mod normal;
mod pow;
mod tanh;
mod trig;

pub use super::round::single::{floor, round};
pub use super::sqrt::single::sqrt;
pub use erf::erf;
pub use exp::{exp, expm1};
pub use ln::{ln, log1p};
pub use normal::normal_cdf;
pub use pow::pow;
pub use tanh::tanh;
pub use trig::{cos, cos_each, sin, sin_each, tan};

/// c₀ + c₁x + c₂x² + …
#[inline(always)]
fn polynomial<const N: usize>(x: f32, coefficients: [f32; N]) -> f32 {
    coefficients.into_iter().rev().reduce(|sum, c| sum * x + c).unwrap_or(0.0)
}
