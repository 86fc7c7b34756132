//! The procedural macros of `tapeless`.
//!
//! `#[differentiable]` goes: signature → lower (with the fence) → graph → reverse → emit. The passes are functions from one
//! plain structure to the next, tested without the compiler. No operation's name is known here.

use proc_macro::TokenStream;

mod chains;
mod differentiable;
mod emit;
mod graph;
mod hash;
mod lower;
mod network;
mod params;
mod plan;
mod reverse;
mod signature;
mod table;
#[cfg(test)]
mod tests;
mod words;

/// The table between decimal axes and typenum numbers; for the crate itself.
#[doc(hidden)]
#[proc_macro]
pub fn length_table(_: TokenStream) -> TokenStream {
    table::length_table().into()
}

/// A name as a number, a literal; for the crate itself. Between literals rustc sees at once that two impls do not
/// overlap, between constants it has to calculate.
#[doc(hidden)]
#[proc_macro]
pub fn hash_of(name: TokenStream) -> TokenStream {
    let hash = hash::hash(&name.to_string());
    quote::quote!(#hash).into()
}

#[allow(missing_docs)] // documented where `tapeless` exports it
#[proc_macro_attribute]
pub fn differentiable(options: TokenStream, item: TokenStream) -> TokenStream {
    differentiable::expand(options.into(), item.into()).into()
}

#[allow(missing_docs)] // documented where `tapeless` exports it
#[proc_macro_derive(Params, attributes(frozen, ones))]
pub fn params(item: TokenStream) -> TokenStream {
    params::expand(item.into()).into()
}

#[allow(missing_docs)] // documented where `tapeless` exports it
#[proc_macro]
pub fn network(item: TokenStream) -> TokenStream {
    network::expand(item.into()).into()
}
