//! From the graph to Rust: types, storage, forward pass, backward pass, and the functions a user calls.

mod api;
mod backward;
mod custom;
mod forward;
mod gate;
mod inference;
mod names;
mod place;
mod report;
mod show;
mod storage;
mod tangent;
mod types;

pub use gate::{stand_ins, strip, strip_block, strip_method, turbofish};
pub use names::{callees, field, fields};
pub use place::At;
pub use show::line;

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{GenericParam, Ident};

use crate::graph::*;
use crate::lower::collect_idents;
use crate::plan::Plan;
use crate::reverse::Reverse;
use crate::signature::Function;
use names::Calls;

pub struct Emit<'a> {
    pub function: &'a Function,
    pub graph: &'a Graph,
    pub reverse: &'a Reverse,
    pub plan: &'a Plan,
    /// Of the forward pass alone: see `inference.rs`.
    pub is_inference: bool,
    /// Whose hygiene the locals of the derived code have.
    locals: Span,
    calls: Calls,
}

/// Everything that `#[differentiable]` writes beside the function.
pub fn emit(function: &Function, graph: &Graph, reverse: &Reverse, plan: &Plan) -> TokenStream {
    let emit = Emit::new(function, graph, reverse, plan);
    let (marker, storage) = (emit.marker(), emit.storage());
    let (gate, types, passes) = if graph.has_body() {
        (emit.gate(), emit.types(), emit.passes())
    } else {
        (quote!(), emit.custom_types(), emit.custom_passes())
    };
    let (source, calls) = (emit.source(&passes), emit.calls.types(|operation| emit.gated(operation)));
    let (fields, callees) = (fields(graph), callees(graph, emit.is_gated()));
    let (api, tangent, method, inference) = (emit.api(), emit.tangent(), emit.method(), emit.inference());
    quote! {
        #marker
        #[allow(non_camel_case_types, non_snake_case, non_upper_case_globals, unused, arithmetic_overflow, unconditional_panic, private_interfaces, private_bounds, clippy::all, clippy::pedantic, clippy::undocumented_unsafe_blocks, missing_docs)]
        const _: () = {
            use ::tapeless::derived as tl;
            use tl::Mode as _;
            #fields
            #calls
            #gate
            #types
            #storage
            #passes
            #api
            #tangent
            #method
            #inference
            #source
            #callees
        };
    }
}

impl<'a> Emit<'a> {
    pub fn new(function: &'a Function, graph: &'a Graph, reverse: &'a Reverse, plan: &'a Plan) -> Self {
        let (locals, calls) = (locals(function, graph), Calls::new(graph));
        Emit { function, graph, reverse, plan, is_inference: false, locals, calls }
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

    /// Code that stands for this token of the user's.
    pub fn at(&self, token: Span) -> At<'_> {
        At { emit: self, span: token.resolved_at(self.locals) }
    }

    /// Code that stands for the function.
    pub fn at_name(&self) -> At<'_> {
        self.at(self.function.name.span())
    }

    /// An argument or a local of a function that the user calls, beside the user's own arguments.
    pub fn argument(&self, name: &str) -> Ident {
        let collides = self.function.params.iter().any(|param| param.name == name);
        Ident::new(name, if collides { Span::mixed_site() } else { Span::call_site() })
    }

    /// Names and types of the parameters.
    pub fn param_names(&self) -> Vec<&Ident> {
        self.function.params.iter().map(|p| &p.name).collect()
    }

    /// The modes of the parameters' sinks: `WantNet` …
    pub fn modes(&self) -> Vec<Ident> {
        let mut modes: Vec<Ident> = Vec::new();
        for (i, param) in self.function.params.iter().enumerate() {
            let name = format_ident!("Want{}", camel_case(&param.name.unraw().to_string()));
            let name = if modes.contains(&name) { format_ident!("{name}{i}") } else { name };
            modes.push(name);
        }
        modes
    }

    /// The sinks of the parameters: `d_net` …
    pub fn sinks(&self) -> Vec<Ident> {
        let at = self.at_name();
        self.function.params.iter().map(|p| at.local(&format!("d_{}", p.name.unraw()))).collect()
    }
}

/// The hygiene of the locals of the derived code. That of the user's own tokens, as a debugger shows such code at the
/// user's lines; but if the user has a name that one of them has, a hygiene of their own, in which the two do not meet.
fn locals(function: &Function, graph: &Graph) -> Span {
    let mut names: BTreeSet<_> = function.params.iter().map(|param| param.name.clone()).collect();
    graph.verbatim().for_each(|tokens| collect_idents(tokens, &mut names));
    let is_local = |name: &Ident| {
        let name = name.to_string();
        let block = name.trim_end_matches(|c: char| c.is_ascii_digit());
        name.starts_with("d_")
            || matches!(block, "saved" | "scratch" | "kept" | "out" | "ct" | "before" | "last" | "turn")
    };
    if names.iter().any(is_local) { Span::mixed_site() } else { function.name.span() }
}

/// `batch_size` as `BatchSize`.
fn camel_case(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    name.split('_').map(word).collect()
}

pub fn is_bool(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(p) if p.path.is_ident("bool"))
}
