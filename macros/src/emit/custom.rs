//! `#[differentiable(vjp = my_backward)]`: the user's own function computes the cotangents.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{Ident, Path};

use super::{Emit, own};

impl Emit<'_> {
    /// The types of parameters and result, without a graph between them.
    pub fn custom_types(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (me, result) = (self.me(), &self.function.result);
        let params: Vec<Ident> = (0..self.function.params.len()).map(|i| format_ident!("P{i}")).collect();
        let types = self.function.params.iter().map(|p| &p.ty);
        quote! {
            pub trait Types {
                #(type #params: ::tapeless::Value;)*
                type Out: ::tapeless::Value;
            }
            impl #generics Types for #me #clause {
                #(type #params = #types;)*
                type Out = #result;
            }
        }
    }

    /// Forward is the function, backward is the user's: arguments, result, cotangent of the result → the cotangents of
    /// the arguments that have one (those of `wrt`, or all that are references or floats).
    pub fn custom_passes(&self, vjp: &Path) -> TokenStream {
        let (names, sinks) = (self.param_names(), self.sinks());
        let (out, ct) = (own("out"), own("ct"));
        let arguments: Vec<_> = self
            .function
            .params
            .iter()
            .map(|p| {
                let name = &p.name;
                if p.by_reference { quote!(#name) } else { quote!(*#name) }
            })
            .collect();
        let function = &self.function.name;
        let call = match &self.function.method {
            Some(method) => {
                let (receiver, name) = (&method.receiver, &method.name);
                quote!(<#receiver>::#name(#(#arguments),*))
            }
            None => quote!(#function(#(#arguments),*)),
        };
        let active = self.function.custom_wrt();
        let cotangents: Vec<Ident> =
            active.iter().map(|&i| own(&format!("ct_{}", names[i].unraw()))).collect();
        let pattern = if let [one] = &cotangents[..] { quote!(#one) } else { quote!((#(#cotangents),*)) };
        let sent = active.iter().zip(&cotangents).map(|(&i, cotangent)| {
            let sink = &sinks[i];
            quote!(#sink.put(&#cotangent);)
        });
        let none = (0..names.len()).filter(|i| !active.contains(i)).map(|i| {
            let sink = &sinks[i];
            quote!(#sink.clear();)
        });
        let forward = quote!(*#out = #call;);
        let backward = quote! {
            let #pattern = #vjp(#(#arguments,)* #out, #ct);
            #(#sent)*
            #(#none)*
        };
        self.passes_of(forward, backward)
    }
}
