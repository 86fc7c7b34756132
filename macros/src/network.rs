//! `network!`: a list of layers to a parameter struct, its start, and its forward pass.
//!
//! The forward pass is lowered twice: by `#[differentiable]`, as any other, and here, where the graph's projections give
//! the type of what stands before each layer, and so the shapes of its parameters. No layer's name is known.

mod emit;
mod parse;
mod shapes;

use proc_macro2::TokenStream;
use syn::Error;

pub fn expand(item: TokenStream) -> TokenStream {
    syn::parse2(item).and_then(|network| emit::emit(&network)).unwrap_or_else(Error::into_compile_error)
}
