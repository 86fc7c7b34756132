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
    let lift = lift(&input, &names);
    Ok(quote! {
        #lift
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

/// A struct generic over its element (one type parameter, bounded by `Real`) exists over dual numbers too.
fn lift(input: &DeriveInput, names: &[&syn::Ident]) -> TokenStream {
    let types: Vec<_> = input.generics.type_params().collect();
    let [element] = types[..] else { return quote!() };
    if !element.bounds.to_token_stream().to_string().ends_with("Real") {
        return quote!();
    }
    let (name, element) = (&input.ident, &element.ident);
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let over_duals = input.generics.params.iter().map(|param| match param {
        syn::GenericParam::Type(_) => quote!(::tapeless::Dual<#element>),
        syn::GenericParam::Const(c) => c.ident.to_token_stream(),
        syn::GenericParam::Lifetime(l) => l.lifetime.to_token_stream(),
    });
    quote! {
        impl #generics ::tapeless::Lift for #name #arguments #clause {
            type Dual = #name<#(#over_duals),*>;
            fn lift(&self, tangent: Option<&Self>, dual: &mut Self::Dual) {
                #(::tapeless::Lift::lift(&self.#names, tangent.map(|t| &t.#names), &mut dual.#names);)*
            }
            fn set_primal(&mut self, dual: &Self::Dual) {
                #(::tapeless::Lift::set_primal(&mut self.#names, &dual.#names);)*
            }
            fn set_tangent(&mut self, dual: &Self::Dual) {
                #(::tapeless::Lift::set_tangent(&mut self.#names, &dual.#names);)*
            }
        }
    }
}
