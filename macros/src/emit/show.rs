//! `#[differentiable(show)]`: the generated passes as text, to read.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emit;

impl Emit<'_> {
    /// `f::SOURCE`, if the user asked for it.
    pub fn source(&self, passes: &TokenStream) -> TokenStream {
        if !self.function.options.show {
            return quote!();
        }
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (vis, me, source) = (&self.function.vis, self.me(), text(passes));
        quote! {
            impl #generics #me #clause {
                /// The derived forward and backward pass, as Rust.
                #vis const SOURCE: &'static str = #source;
            }
        }
    }
}

#[cfg(any(feature = "show", test))]
fn text(passes: &TokenStream) -> String {
    syn::parse2(passes.clone()).map_or_else(|error| error.to_string(), |file| prettyplease::unparse(&file))
}

#[cfg(not(any(feature = "show", test)))]
fn text(_: &TokenStream) -> &'static str {
    "build with the feature `show` of tapeless to see the derived code here"
}
