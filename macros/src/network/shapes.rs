//! The types of the parameters: the forward pass as a function of its layers, lowered for the types of its values.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, Ident, Pat, Result, Type, parse_quote};

use super::emit::{Layer, layer_name, stand_ins};
use super::parse::Network;
use crate::graph::Node;
use crate::lower::lower;
use crate::signature::{Function, Param};

/// `impl Nth<0> for Net { type Params = <Linear<256> as Layer<…>>::Params; }` and so on.
pub fn emit(network: &Network, layers: &[Layer], bare: &TokenStream, out: &Option<Ident>) -> Result<TokenStream> {
    let shapes = Ident::new("Shapes", proc_macro2::Span::mixed_site());
    let (generics, arguments, clause) = network.generics.split_for_impl();
    let me = quote!(#shapes #arguments);
    let inputs = network.forward.signature.inputs.iter().map(input).collect::<Result<Vec<_>>>()?;
    let layer_params = layers.iter().enumerate().map(|(i, layer)| {
        let before = match &layer.input {
            Some(variable) => quote!(<#me as Types>::#variable),
            None => quote!(<#me as Types>::P0),
        };
        let (name, layer) = (layer_name(i), layer.ty);
        let ty: Type = syn::parse2(quote_spanned!(layer.span()=> <#layer as ::tapeless::nn::Layer<#before>>::Params))?;
        Ok(Param { name, ty, by_reference: true })
    });
    let params: Vec<Param> = inputs.into_iter().map(Ok).chain(layer_params).collect::<Result<_>>()?;
    let function = Function {
        vis: network.vis.clone(),
        name: shapes.clone(),
        generics: network.generics.clone(),
        params,
        result: parse_quote!(()),
        body: parse_quote!({ #bare #out }),
        method: None,
        options: Default::default(),
    };
    let graph = lower(&function)?;
    let (param_names, param_types): (Vec<_>, Vec<_>) =
        function.params.iter().enumerate().map(|(i, p)| (format_ident!("P{i}"), &p.ty)).unzip();
    let calls = graph.blocks.iter().flat_map(|block| &block.nodes).filter_map(|node| match node {
        Node::Call(call) => Some((&graph.values[call.out].name, call.rule())),
        _ => None,
    });
    let (names, rules): (Vec<_>, Vec<_>) = calls.unzip();
    let first = function.params.len() - layers.len();
    let nths = layers.iter().enumerate().map(|(i, _)| {
        let (name, param) = (&network.name, format_ident!("P{}", first + i));
        quote!(impl #generics ::tapeless::nn::Nth<#i> for #name #arguments #clause { type Params = <#me as Types>::#param; })
    });
    let own = stand_ins(&network.forward.signature.generics);
    let types: Vec<_> = network.generics.type_params().map(|t| &t.ident).collect();
    let declared = &network.generics;
    Ok(quote! {
        #[allow(non_camel_case_types, unused, private_interfaces)]
        const _: () = {
            #own
            pub struct #shapes #declared (::core::marker::PhantomData<(#(#types,)*)>);
            pub trait Types {
                #(type #param_names;)*
                #(type #names;)*
            }
            impl #generics Types for #me #clause {
                #(type #param_names = #param_types;)*
                #(type #names = #rules::Out;)*
            }
            #(#nths)*
        };
    })
}

fn input(input: &FnArg) -> Result<Param> {
    let FnArg::Typed(typed) = input else { unreachable!("the parser refuses `&self`") };
    let Pat::Ident(pattern) = &*typed.pat else {
        return Err(syn::Error::new_spanned(&typed.pat, "expected a plain name for this argument"));
    };
    let (ty, by_reference) = match &*typed.ty {
        Type::Reference(reference) => ((*reference.elem).clone(), true),
        ty => (ty.clone(), false),
    };
    Ok(Param { name: pattern.ident.clone(), ty, by_reference })
}
