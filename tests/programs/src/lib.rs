//! Random differentiable programs: what they are made of ([`models`]), and how each is checked ([`check`]).
//!
//! The programs are written by `build.rs` from seeds; the tests include them. A failure prints the program with its
//! seed. To shrink it, copy it into `tests/regressions.rs` and take statements away while it fails. Other
//! programs, and more: `FIRST_SEED=1000 PROGRAMS=76 cargo test -p programs`.

pub mod check;
pub mod models;

/// What the text of a program stands on.
pub mod prelude {
    pub use crate::check::{Choice, check, check_forward_mode};
    pub use crate::models::{Inputs, Layer, Net, affine, energy, pair, through};
    pub use tapeless::Tangent;
    pub use tapeless::prelude::*;
    pub use tapeless::testing::copy;
}
