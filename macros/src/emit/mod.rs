//! From the graph to Rust: types, storage, forward pass, backward pass, and the functions a user calls.

mod api;
mod backward;
mod custom;
mod forward;
mod gate;
mod inference;
mod place;
mod report;
mod show;
mod storage;
mod tangent;
mod types;

pub use gate::{stand_ins, strip, strip_block, strip_method, turbofish};

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{GenericParam, Ident};

use crate::graph::*;
use crate::hash::hash;
use crate::plan::Plan;
use crate::reverse::Reverse;
use crate::signature::Function;

pub struct Emit<'a> {
    pub function: &'a Function,
    pub graph: &'a Graph,
    pub reverse: &'a Reverse,
    pub plan: &'a Plan,
    /// Of the forward pass alone: see `inference.rs`.
    pub is_inference: bool,
}

/// Everything that `#[differentiable]` writes beside the function.
pub fn emit(function: &Function, graph: &Graph, reverse: &Reverse, plan: &Plan) -> TokenStream {
    let emit = Emit { function, graph, reverse, plan, is_inference: false };
    let (marker, storage) = (emit.marker(), emit.storage());
    let (gate, types, passes) = if graph.has_body() {
        (emit.gate(), emit.types(), emit.passes())
    } else {
        (quote!(), emit.custom_types(), emit.custom_passes())
    };
    let (source, methods) = (emit.source(&passes), emit.methods());
    let (api, tangent, method, inference) = (emit.api(), emit.tangent(), emit.method(), emit.inference());
    quote! {
        #marker
        #[allow(non_camel_case_types, non_snake_case, non_upper_case_globals, unused, private_interfaces, private_bounds, clippy::all, clippy::pedantic, clippy::undocumented_unsafe_blocks, missing_docs)]
        const _: () = {
            use ::tapeless::derived as tl;
            #methods
            #gate
            #types
            #storage
            #passes
            #api
            #tangent
            #method
            #inference
            #source
        };
    }
}

impl Emit<'_> {
    /// The type that stands for the function: `struct loss<const B: usize = 0>`, so that its bare name works.
    fn marker(&self) -> TokenStream {
        let (vis, name) = (&self.function.vis, &self.function.name);
        let mut types = Vec::new();
        let declared = self.function.generics.params.iter().map(|param| match param {
            GenericParam::Const(c) => {
                let (name, ty) = (&c.ident, &c.ty);
                let default = if is_bool(ty) { quote!(false) } else { quote!(0) };
                quote!(const #name: #ty = #default)
            }
            GenericParam::Type(t) => {
                types.push(&t.ident);
                let name = &t.ident;
                quote!(#name = ())
            }
            GenericParam::Lifetime(l) => quote!(#l),
        });
        let declared: Vec<_> = declared.collect();
        let fields =
            (!types.is_empty()).then(|| quote!({ generics: ::core::marker::PhantomData<(#(#types,)*)> }));
        let end = fields.unwrap_or_else(|| quote!({}));
        let doc = format!(
            "What is derived from the function [`{name}`]: `value_and_grad`, `grad`, `vjp` and more."
        );
        quote! {
            #[doc = #doc]
            #[allow(non_camel_case_types, dead_code)]
            #vis struct #name<#(#declared),*> #end
        }
    }

    /// The marker with its generics filled in: `loss<B>`.
    pub fn me(&self) -> TokenStream {
        let (name, arguments) = (&self.function.name, self.function.arguments());
        quote!(#name #arguments)
    }

    /// A name for the calls of each method: `type call_relu = tl::Call<…>;`.
    fn methods(&self) -> TokenStream {
        let calls = self.graph.blocks.iter().flat_map(|block| &block.nodes).filter_map(|node| match node {
            Node::Call(call) => match &call.op {
                Op::Method(name) => Some(name.to_string()),
                _ => None,
            },
            _ => None,
        });
        let names: BTreeSet<String> = calls.collect();
        let alias = |name: &String| {
            let (alias, key) = (method_alias(name), hash(name));
            quote!(type #alias = tl::Call<#key>;)
        };
        names.iter().map(alias).collect()
    }

    /// One of the passes of a call, to be applied to the arguments: `<mul as tl::Run>::forward2::<A, B>`,
    /// or `call_relu::forward1`.
    fn pass(&self, call: &Call, pass: &str) -> TokenStream {
        let (name, types) = (format_ident!("{pass}{}", call.args.len()), call.args.iter().map(|arg| &arg.ty));
        // A path may lead to what is no operation of these types: named types keep rustc from saying so once more.
        match &call.op {
            Op::Path(path) | Op::Operator(path) | Op::Chain(Chain { path, .. }) if pass != "backward" => {
                quote!(<#path as tl::Run>::#name::<#(#types),*>)
            }
            Op::Path(path) | Op::Operator(path) | Op::Chain(Chain { path, .. }) => {
                let modes = call.args.iter().map(|_| quote!(_));
                quote!(<#path as tl::Run>::#name::<#(#types,)* #(#modes),*>)
            }
            Op::Method(method) => {
                let method = method_alias(method);
                quote!(#method::#name)
            }
        }
    }

    /// Names and types of the parameters.
    pub fn param_names(&self) -> Vec<&Ident> {
        self.function.params.iter().map(|p| &p.name).collect()
    }

    /// The modes of the parameters' sinks: `D0`, `D1` …
    pub fn modes(&self) -> Vec<Ident> {
        (0..self.function.params.len()).map(|i| format_ident!("D{i}")).collect()
    }

    /// The sinks of the parameters: `d_net` …
    pub fn sinks(&self) -> Vec<Ident> {
        self.function.params.iter().map(|p| own(&format!("d_{}", p.name.unraw()))).collect()
    }
}

/// What derived code calls the calls of a method.
fn method_alias(name: impl std::fmt::Display) -> Ident {
    format_ident!("call_{}", name.to_string().trim_start_matches("r#"))
}

/// A local of the derived code, which no name of the user's can meet.
pub fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// A local of the derived code for one block: `saved`, `saved2`.
pub fn of_block(name: &str, block: BlockId) -> Ident {
    if block == ROOT { own(name) } else { own(&format!("{name}{block}")) }
}

pub fn is_bool(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(p) if p.path.is_ident("bool"))
}
