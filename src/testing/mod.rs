//! Numerical checks of derivatives.

mod check;
mod flat;
mod gradient;

pub use check::*;
pub use flat::*;
pub use gradient::{GradientError, check_grad};
