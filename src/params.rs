//! Parameter structs: what a model learns.

use crate::derived::Parts;
use crate::value::Value;

/// A struct of tensors and of other such structs; it is its own gradient type. Derive it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a parameter struct",
    note = "put `#[derive(Params)]` on it"
)]
pub trait Params: Value + Parts {}
