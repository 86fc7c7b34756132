//! The procedural macros of `tapeless`.

use proc_macro::TokenStream;

mod table;

/// The table between decimal axes and typenum numbers; for the crate itself.
#[doc(hidden)]
#[proc_macro]
pub fn length_table(_: TokenStream) -> TokenStream {
    table::length_table().into()
}

/// Derives the backward pass.
#[proc_macro_attribute]
pub fn differentiable(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}
