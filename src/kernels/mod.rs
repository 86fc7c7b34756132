//! The loops that the operations run: products, moving elements, and elementary functions that do not need an
//! operating system.

pub mod factor;
pub mod isa;
pub mod lanes;
pub mod math;
pub mod moves;
pub mod product;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod simd;
