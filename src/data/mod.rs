//! Data: files, features, splits, mini-batches of static size.
//!
//! A data set here is nothing but row numbers, `&mut [usize]`: [shuffling](crate::random::shuffle), [splitting](split), [folding](folds) and
//! [batching](full_batches) rearrange those, and a batch is filled from wherever the examples live.
//!
//! ```
//! use tapeless::data::{DIGITS, full_batches, split};
//! use tapeless::prelude::*;
//! use tapeless::random::{seeded, shuffle};
//!
//! let mut rows: [usize; DIGITS.len()] = core::array::from_fn(|row| row);
//! shuffle(&mut rows, &mut seeded(1));
//! let [train, validation, test] = split(&mut rows, [3, 1, 1]);
//! assert_eq!((train.len(), validation.len(), test.len()), (1078, 359, 360));
//!
//! let mut x = Matrix::<f32, 32, 64>::zeros();
//! for batch in full_batches::<32>(train) {
//!     batch.read(&mut x, |row, pixels| pixels.copy_from_slice(&DIGITS[row].pixels()));
//!     let y: Labels<32, 10> = batch.labels(|row| DIGITS[row].label())?;
//!     // loss::value_and_grad(&net, &x, &y, &mut workspace, &mut grads);
//! }
//! # Ok::<(), tapeless::LabelError>(())
//! ```

mod batch;
mod digits;
#[cfg(feature = "csv")]
mod encoding;
#[cfg(feature = "std")]
mod error;
#[cfg(feature = "std")]
mod file;
#[cfg(feature = "std")]
mod idx;
#[cfg(feature = "std")]
mod mnist;
mod split;
#[cfg(feature = "csv")]
mod table;

pub use batch::{Batch, Batched, full_batches, padded_batches};
pub use digits::{DIGITS, Digit};
#[cfg(feature = "csv")]
pub use encoding::{Encoder, Encoding, Missing};
#[cfg(feature = "std")]
pub use error::{DataError, Place};
#[cfg(feature = "std")]
pub use idx::{Idx, IdxElement};
#[cfg(feature = "std")]
pub use mnist::{Images, Mnist};
#[cfg(feature = "alloc")]
pub use split::folds;
pub use split::split;
#[cfg(feature = "csv")]
pub use table::Table;
