//! Trained parameters in files: safetensors, the format of PyTorch's ecosystem.
//!
//! Names are those of the fields, joined by dots where structs nest (`hidden.w`, `blocks.0.w`); shapes are those of the
//! tensors. `save` and `load` (feature `safetensors`) work at run time, [`weights!`](crate::weights!) when the program
//! is compiled.

mod embed;
#[cfg(feature = "safetensors")]
mod file;
mod header;

#[doc(hidden)]
pub use embed::embed;
#[cfg(feature = "safetensors")]
pub use file::{Stored, from_bytes, load, save, to_bytes};
