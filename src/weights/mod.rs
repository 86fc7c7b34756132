//! Trained parameters in files: safetensors, the format of PyTorch's ecosystem.
//!
//! Names are those of the fields, joined by dots where structs nest (`hidden.w`, `blocks.0.w`); shapes are those of the
//! tensors. `save` and `load` (feature `safetensors`) work at run time, [`weights!`](crate::weights!) when the program
//! is compiled.
//!
//! ```
//! # #[cfg(feature = "safetensors")] {
//! use tapeless::prelude::*;
//! use tapeless::weights::{from_bytes, to_bytes};
//!
//! let (w, mut again) = (Matrix::from([[1.0f32, 2.0], [3.0, 4.0]]), Matrix::ZERO);
//! from_bytes(&mut again, &to_bytes(&w))?;
//! assert_eq!(again, w);
//! # }
//! # Ok::<(), tapeless::data::DataError>(())
//! ```

mod embed;
#[cfg(feature = "safetensors")]
mod file;
mod header;

pub use embed::embed;
#[cfg(feature = "safetensors")]
pub use file::{Stored, from_bytes, load, save, to_bytes};
