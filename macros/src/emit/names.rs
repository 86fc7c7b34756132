//! Names for what the derived code mentions: `call_relu` for the calls of an operation, `field::w1` for a field.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Ident, Member};

use crate::graph::*;
use crate::hash::hash;

/// The calls of a graph by name.
pub struct Calls(BTreeMap<String, (Ident, Op)>);

impl Calls {
    pub fn new(graph: &Graph) -> Self {
        let mut calls = Calls(BTreeMap::new());
        for node in graph.blocks.iter().flat_map(|block| &block.nodes) {
            let Node::Call(call) = node else { continue };
            if let Op::Chain(_) = call.op {
                continue; // Its own name is one already, and may mention generics.
            }
            if !calls.0.contains_key(&key(&call.op)) {
                calls.0.insert(key(&call.op), (calls.free_name(&call.op), call.op.clone()));
            }
        }
        calls
    }

    pub fn name(&self, op: &Op) -> &Ident {
        &self.0[&key(op)].0
    }

    /// `type call_relu = tl::Call<…>;`, an operation that is named by a path behind the gate: it may not be one of these
    /// arguments.
    pub fn types(&self, checked: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
        let alias = |(name, op): &(Ident, Op)| match op {
            Op::Method(method) => {
                let method = hash(&method.to_string());
                quote!(type #name = tl::Call<#method>;)
            }
            // In parentheses it can be nothing but a type, so that rustc says once what is wrong with it.
            Op::Path(path) | Op::Operator(path) => {
                let operation = checked(quote!((#path)));
                quote!(type #name = tl::Apply<#operation>;)
            }
            Op::Chain(_) => unreachable!("it is in no list of calls"),
        };
        self.0.values().map(alias).collect()
    }

    /// `call_relu`, or `call_relu_2` if another operation's calls have that name.
    fn free_name(&self, op: &Op) -> Ident {
        let last = match op {
            Op::Method(method) => method.to_string(),
            Op::Path(path) | Op::Operator(path) | Op::Chain(Chain { path, .. }) => {
                path.clone().into_iter().last().map_or_else(String::new, |last| last.to_string())
            }
        };
        let name = format!("call_{}", last.trim_start_matches("r#").trim_start_matches("op_"));
        let numbered = (2..).map(|n| format!("{name}_{n}"));
        let is_free = |name: &String| self.0.values().all(|(taken, _)| taken != name);
        let name = std::iter::once(name.clone()).chain(numbered).find(is_free);
        format_ident!("{}", name.expect("there are enough numbers"))
    }
}

fn key(op: &Op) -> String {
    match op {
        Op::Method(method) => format!(".{method}"),
        Op::Path(path) | Op::Operator(path) | Op::Chain(Chain { path, .. }) => path.to_string(),
    }
}

/// The functions that a graph calls, under the names of the operations that they are. Behind the gate, one that is none has
/// a name, too, so that the gate can say so; it stands at the end of the derived code, as does what it expands to.
pub fn callees(graph: &Graph, is_gated: bool) -> TokenStream {
    let (names, paths): (Vec<_>, Vec<_>) = graph.callees.iter().map(|(name, path)| (name, path)).unzip();
    match is_gated {
        _ if names.is_empty() => quote!(),
        true => quote!(::tapeless::__operations! { #(#names = [#paths])* }),
        false => quote!(#(type #names = #paths;)*),
    }
}

/// `mod field { pub type w1 = …; }`
pub fn fields(graph: &Graph) -> TokenStream {
    if graph.fields.is_empty() {
        return quote!();
    }
    let names = graph.fields.iter().map(|(text, member)| {
        let (name, hash) = (field_name(member), hash(text));
        quote!(pub type #name = Name<#hash>;)
    });
    quote! {
        mod field {
            use ::tapeless::derived::Name;
            #(#names)*
        }
    }
}

/// `field::w1`
pub fn field(member: &Member) -> TokenStream {
    let name = field_name(member);
    quote!(field::#name)
}

fn field_name(member: &Member) -> TokenStream {
    match member {
        Member::Named(name) => name.to_token_stream(),
        Member::Unnamed(index) => format_ident!("_{}", index.index).to_token_stream(),
    }
}
