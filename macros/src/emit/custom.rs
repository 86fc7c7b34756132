//! `#[differentiable(vjp = my_backward)]`: the user's own function computes the cotangents.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;
use syn::ext::IdentExt;

use super::Emit;
use crate::signature::Param;

impl Emit<'_> {
    /// The types of parameters and result, without a graph between them.
    pub fn custom_types(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (me, result) = (self.me(), &self.function.result);
        let params: Vec<Ident> = (0..self.function.params.len()).map(|i| format_ident!("P{i}")).collect();
        let types = self.function.params.iter().map(|p| &p.ty);
        quote! {
            trait Types {
                #(type #params: tl::Value;)*
                type Out: tl::Value;
            }
            impl #generics Types for #me #clause {
                #(type #params = #types;)*
                type Out = #result;
            }
        }
    }

    /// Forward is the function, backward is the user's: arguments, result, cotangent of the result → the cotangents of
    /// the arguments that have one (those of `wrt`, or all that are references or floats).
    pub fn custom_passes(&self) -> TokenStream {
        let Some(vjp) = &self.function.options.vjp else {
            // The body is refused: nothing runs, but what uses the function has no errors for that.
            return self.passes_of(self.custom_forward(), quote!(::core::unreachable!()));
        };
        let (names, sinks, arguments) = (self.param_names(), self.sinks(), self.custom_arguments());
        let at = self.at_name();
        let (out, ct) = (at.local("out"), at.local("ct"));
        let active = self.function.custom_wrt();
        let cotangents: Vec<Ident> =
            active.iter().map(|&i| at.local(&format!("ct_{}", names[i].unraw()))).collect();
        let pattern = if let [one] = &cotangents[..] { quote!(#one) } else { quote!((#(#cotangents),*)) };
        let sent = active.iter().zip(&cotangents).map(|(&i, cotangent)| {
            let sink = &sinks[i];
            quote!(#sink.put(&#cotangent);)
        });
        let none = (0..names.len()).filter(|i| !active.contains(i)).map(|i| {
            let sink = &sinks[i];
            quote!(#sink.clear();)
        });
        let backward = quote! {
            let #pattern = #vjp(#(#arguments,)* #out, #ct);
            #(#sent)*
            #(#none)*
        };
        self.passes_of(self.custom_forward(), backward)
    }

    /// The user's own function as the forward pass.
    pub fn custom_forward(&self) -> TokenStream {
        let out = self.at_name().local("out");
        let (function, arguments) = (&self.function.name, self.custom_arguments());
        match &self.function.method {
            Some(method) => {
                let (receiver, name) = (&method.receiver, &method.name);
                quote!(*#out = <#receiver>::#name(#(#arguments),*);)
            }
            None => quote!(*#out = #function(#(#arguments),*);),
        }
    }

    fn custom_arguments(&self) -> Vec<TokenStream> {
        let argument = |p: &Param| {
            let name = &p.name;
            if p.by_reference { quote!(#name) } else { quote!(*#name) }
        };
        self.function.params.iter().map(argument).collect()
    }
}
