//! A name for the type of every value: a chain of projections, which rustc computes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::Emit;
use crate::graph::*;

impl Emit<'_> {
    pub fn types(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let me = self.me();
        let params: Vec<Ident> = (0..self.function.params.len()).map(|i| format_ident!("P{i}")).collect();
        let param_types = self.function.params.iter().map(|p| self.gated(&p.ty));
        let calls = self.graph.blocks.iter().flat_map(|block| &block.nodes).filter_map(|node| match node {
            Node::Call(call) => Some(&**call),
            _ => None,
        });
        let links = calls.clone().flat_map(Call::links);
        let (names, rules): (Vec<_>, Vec<_>) =
            links.map(|link| (&self.graph.values[link.out].name, link.rule())).unzip();
        let chains = calls.filter_map(|call| match &call.op {
            Op::Chain(chain) => Some((&chain.name, chain.operation())),
            _ => None,
        });
        let (chains, operations): (Vec<_>, Vec<_>) = chains.unzip();
        let result = self.result_type();
        quote! {
            trait Types {
                #(type #params: tl::Value;)*
                #(type #names: tl::Value;)*
                #(type #chains;)*
                type Out: tl::Value;
            }
            impl #generics Types for #me #clause {
                #(type #params = #param_types;)*
                #(type #names = #rules::Out;)*
                #(type #chains = #operations;)*
                type Out = #result;
            }
        }
    }

    fn result_type(&self) -> TokenStream {
        let types: Vec<_> = self.graph.results.iter().map(|&v| &self.graph.values[v].ty).collect();
        if self.graph.returns_tuple { quote!((#(#types,)*)) } else { quote!(#(#types)*) }
    }
}
