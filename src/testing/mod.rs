//! Numerical checks of derivatives.

mod check;
mod flat;

pub use check::*;
pub use flat::*;
