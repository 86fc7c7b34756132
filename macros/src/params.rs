//! `#[derive(Params)]`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DeriveInput, Error, Fields, Result};

use crate::hash::hash;

pub fn expand(item: TokenStream) -> TokenStream {
    syn::parse2(item).and_then(derive).unwrap_or_else(Error::into_compile_error)
}

fn derive(input: DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "parameters are a struct of tensors and of other such structs",
        ));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(
            &input.ident,
            "give each parameter a name: `struct Net { w: Matrix<f32, 2, 3> }`",
        ));
    };
    let name = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let names: Vec<_> = fields.named.iter().map(|f| f.ident.as_ref().expect("a named field")).collect();
    let types: Vec<_> = fields.named.iter().map(|f| &f.ty).collect();
    let texts: Vec<_> = names.iter().map(|n| n.to_token_stream().to_string()).collect();
    let keys: Vec<_> = texts.iter().map(|text| hash(text)).collect();
    Ok(quote! {
        #(impl #generics ::tapeless::derived::Field<#keys> for #name #arguments #clause {
            type Type = #types;
        })*
        // SAFETY: every field is `Zeroed` itself.
        unsafe impl #generics ::tapeless::Zeroed for #name #arguments #clause
        where
            #(#types: ::tapeless::Zeroed,)*
        {
            type Pinned = ::tapeless::op::Yes;
        }
        impl #generics ::tapeless::Value for #name #arguments #clause {
            type View<'a> = &'a Self;
            #[inline(always)]
            fn view(&self) -> &Self {
                self
            }
            #[inline(always)]
            fn accumulate(&mut self, cotangent: &Self) {
                #(::tapeless::Value::accumulate(&mut self.#names, &cotangent.#names);)*
            }
        }
        impl #generics ::tapeless::derived::Differentiable for #name #arguments #clause {}
        impl #generics ::tapeless::Params for #name #arguments #clause {}
        impl #generics ::tapeless::derived::Parts for #name #arguments #clause {
            #[inline(always)]
            fn clear_except(&mut self, used: &[u64]) {
                #(if !used.contains(&#keys) {
                    ::tapeless::Zeroed::set_zero(&mut self.#names);
                })*
            }
        }
    })
}
