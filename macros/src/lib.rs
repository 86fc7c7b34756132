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

/// Derives the backward pass of a function, or of the methods of an `impl` block.
///
/// Options: `wrt = x` or `wrt = (x, y)`, the parameters that gradients are taken with respect to (else the first);
/// `vjp = my_backward`, a backward pass of your own; `inference`, a forward pass in a workspace of its own
/// (`f::infer`); `show`, the derived code as text (`f::SOURCE`).
///
/// One expression is one loop: operators, and up to two methods without arguments called on what they give
/// (`(x * a + b).tanh()`, `(p - y).square().mean()`), become one operation of at most six arguments, with no place in the
/// workspace for the values between. Name a value with `let` to keep it.
///
/// It calls what has derivatives: operations, and functions with this attribute. Of a function without it rustc says
/// "expected type, found function".
#[proc_macro_attribute]
pub fn differentiable(options: TokenStream, item: TokenStream) -> TokenStream {
    differentiable::expand(options.into(), item.into()).into()
}

/// Makes a struct of tensors a parameter struct: its own gradient type.
#[proc_macro_derive(Params, attributes(frozen, ones))]
pub fn params(item: TokenStream) -> TokenStream {
    params::expand(item.into()).into()
}

#[allow(missing_docs)] // documented where `tapeless` exports it
#[proc_macro]
pub fn network(item: TokenStream) -> TokenStream {
    network::expand(item.into()).into()
}
