//! The loops that the operations run: products, and elementary functions that do not need an operating system.

pub mod lanes;
pub mod math;
pub mod product;
