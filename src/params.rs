//! Parameter structs: what a model learns.

use crate::op::{Mode, Sink};
use crate::value::Value;

/// A struct of tensors and of other such structs; it is its own gradient type. Derive it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a parameter struct",
    note = "put `#[derive(Params)]` on it"
)]
pub trait Params: Value {
    /// Zeroes every field whose name (as a hash) is not in `used`.
    #[doc(hidden)]
    fn clear_except(&mut self, used: &[u64]);
}

impl<X: Params, M: Mode> Sink<'_, X, M> {
    /// Zeroes the fields that no use overwrites, if this sink overwrites.
    #[doc(hidden)]
    #[inline(always)]
    pub fn clear_except(&mut self, used: &[u64]) {
        if M::ADD {
            return;
        }
        if let Some(params) = self.first(|whole| whole).slot() {
            params.clear_except(used);
        }
    }
}
