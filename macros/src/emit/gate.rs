//! The gate: where the user's body has an error, nothing derived from it says anything, so that one mistake gives one
//! error.
//!
//! The body is also emitted in a function that returns an opaque type. A constant takes that type's size, for which
//! rustc must check the body; every parameter type of the derived code passes through that constant. A second gate asks
//! whether a gradient exists with respect to the arguments; a third repeats the graph as values of no size, so that a call
//! without a derivative is reported once, at its token.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Generics, ImplItemFn, ItemFn, Type};

use super::{Emit, field, is_bool};
use crate::graph::*;
use crate::hash::hash;

/// The largest number of parameters that `tapeless::derived` has a probe for.
const PROBES: usize = 6;

impl Emit<'_> {
    pub fn gate(&self) -> TokenStream {
        let Some(stand_ins) = self.stand_ins() else { return quote!() };
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (result, body) = (&self.function.result, &self.function.body);
        let probe = format_ident!("probe{}", self.function.params.len());
        let inputs = self.inputs();
        let (gate, path) = match &self.function.method {
            None => (
                quote!(fn gate #generics (#(#inputs),*) -> impl Sized #clause { let _: #result = #body; }),
                quote!(gate),
            ),
            Some(method) => {
                let (of, _, of_clause) = method.generics.split_for_impl();
                let (receiver, name) = (&method.receiver, format_ident!("__gate_{}", method.name));
                let own_params = self.function.generics.params.iter().skip(method.generics.params.len());
                let rest = &inputs[1..];
                let gate = quote! {
                    impl #of #receiver #of_clause {
                        fn #name<#(#own_params),*>(&self, #(#rest),*) -> impl Sized #clause { let _: #result = #body; }
                    }
                };
                let count = method.generics.params.len();
                let receiver = with_arguments(receiver, &stand_ins[..count]);
                let own = turbofish(&stand_ins[count..]);
                return self.both(gate, quote!(<#receiver>::#name #own), probe, &stand_ins);
            }
        };
        let arguments = turbofish(&stand_ins);
        self.both(gate, quote!(#path #arguments), probe, &stand_ins)
    }

    fn both(
        &self,
        gate: TokenStream,
        path: TokenStream,
        probe: syn::Ident,
        stand_ins: &[TokenStream],
    ) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let arguments = turbofish(stand_ins);
        let values = self.function.params.iter().enumerate().map(|(i, p)| {
            let (value, ty) = (format_ident!("v{i}"), &p.ty);
            quote!(let #value = ::core::marker::PhantomData::<<#ty as tl::Pass<{ ARGUMENTS }>>::Same>;)
        });
        let shadow = self.shadow(ROOT);
        let wrt = self.function.wrt().into_iter().map(|i| {
            let param = &self.function.params[i];
            let (ty, named) = (&param.ty, self.function.options.wrt.iter().find(|name| **name == param.name));
            let span = named.map_or_else(|| param.ty.span(), |name| name.span());
            quote_spanned!(span=> tl::assert_differentiable::<<#ty as tl::Pass<{ BODY }>>::Same>();)
        });
        quote! {
            #gate
            const BODY: usize = tl::#probe(#path);
            fn arguments #generics () -> impl Sized #clause {
                #(#wrt)*
            }
            const ARGUMENTS: usize = tl::probe0(arguments #arguments);
            fn graph #generics () -> impl Sized #clause {
                use tl::shadow::Call as _;
                #(#values)*
                #shadow
            }
            const GRAPH: usize = tl::probe0(graph #arguments);
            type Checked<T> = <T as tl::Pass<{ GRAPH }>>::Same;
        }
    }

    /// A parameter's type, behind the gate.
    pub fn gated(&self, ty: impl ToTokens) -> TokenStream {
        if self.is_gated() { quote!(Checked<#ty>) } else { quote!(#ty) }
    }

    pub fn is_gated(&self) -> bool {
        self.graph.has_body() && self.stand_ins().is_some()
    }

    /// Something to put in for each generic, if all their bounds are known ones.
    fn stand_ins(&self) -> Option<Vec<TokenStream>> {
        if self.function.params.len() > PROBES {
            return None;
        }
        stand_ins(&self.function.generics)
    }

    /// The calls of a block as calls on names of types.
    fn shadow(&self, block: BlockId) -> TokenStream {
        self.graph.blocks[block].nodes.iter().map(|node| self.shadow_node(node)).collect()
    }

    /// As above, for one node.
    pub fn shadow_node(&self, node: &Node) -> TokenStream {
        match node {
            Node::Call(call) => call.links().iter().map(|link| self.shadow_call(link)).collect(),
            Node::Loop(l) => {
                let before: TokenStream = l
                    .carried
                    .iter()
                    .map(|c| {
                        let (inside, after, value) = (
                            format_ident!("v{}", c.inside),
                            format_ident!("v{}", c.after),
                            self.shadow_operand(&c.before),
                        );
                        quote!(let #inside = #value; let #after = #inside;)
                    })
                    .collect();
                let body = self.shadow(l.body);
                quote!(#before #body)
            }
            Node::Branch(b) => {
                let arms: TokenStream = b.arms.iter().map(|&arm| self.shadow(arm)).collect();
                let results = b.results.iter().zip(&b.arm_results).map(|(result, arms)| {
                    let (result, first) = (format_ident!("v{result}"), format_ident!("v{}", arms[0]));
                    quote!(let #result = #first;)
                });
                quote!(#arms #(#results)*)
            }
            Node::Plain(p) => {
                let (out, ty) = (format_ident!("v{}", p.out), &self.graph.values[p.out].ty);
                quote!(let #out = ::core::marker::PhantomData::<#ty>;)
            }
        }
    }

    fn shadow_call(&self, call: &Call) -> TokenStream {
        let (span, out) = (call.span, format_ident!("v{}", call.out));
        let (tuple, gated) =
            (format_ident!("tuple{}", call.args.len()), format_ident!("gated{}", call.args.len()));
        let args: Vec<_> = call.args.iter().map(|arg| self.shadow_operand(arg)).collect();
        let (gate, blanks) = (quote!({ BODY }), call.args.iter().map(|_| quote!(_)));
        match &call.op {
            Op::Path(path) | Op::Operator(path) => quote_spanned! {span=>
                let #out = <#path>::call_in_name(tl::shadow::#gated::<#gate, #(#blanks),*>(#(#args),*));
            },
            Op::Method(name) => {
                let (key, receiver) = (hash(&name.to_string()), &args[0]);
                quote_spanned! {span=>
                    let #out = tl::shadow::method::<#key, _, _>(#receiver, tl::shadow::#tuple(#(#args),*));
                }
            }
            Op::Chain(_) => unreachable!("a link is one call"),
        }
    }

    fn shadow_operand(&self, operand: &Operand) -> TokenStream {
        let value = &self.graph.values[operand.value];
        let span = operand.span;
        let start = match &value.home {
            Home::Inline(_) => {
                let ty = &value.ty;
                quote!(::core::marker::PhantomData::<#ty>)
            }
            Home::Number { beside, .. } => {
                let beside = self.shadow_operand(beside);
                quote!(tl::shadow::number(#beside))
            }
            Home::Local => quote!(::core::marker::PhantomData::<usize>),
            _ => {
                let name = format_ident!("v{}", operand.value);
                quote!(#name)
            }
        };
        operand.path.iter().fold(start, |base, step| match step {
            Step::Field(member) => {
                let name = field(member);
                quote_spanned!(span=> tl::shadow::field::<#name, _>(#base))
            }
            Step::Index(_) => quote_spanned!(span=> tl::shadow::index(#base)),
        })
    }
}

/// Something to put in for each generic, if all their bounds are known ones.
pub fn stand_ins(generics: &Generics) -> Option<Vec<TokenStream>> {
    if generics.where_clause.is_some() {
        return None;
    }
    generics.params.iter().map(stand_in).collect()
}

fn stand_in(param: &GenericParam) -> Option<TokenStream> {
    match param {
        GenericParam::Const(c) => Some(if is_bool(&c.ty) { quote!(false) } else { quote!(1) }),
        GenericParam::Type(t) => {
            let bounds = t.bounds.to_token_stream().to_string();
            match bounds.rsplit("::").next().unwrap_or_default().trim() {
                "Real" | "Number" | "Element" => Some(quote!(f32)),
                "Axis" | "Length" => Some(quote!(::tapeless::Dim<1>)),
                "Shape" => Some(quote!(())),
                _ => None,
            }
        }
        GenericParam::Lifetime(_) => None,
    }
}

pub fn turbofish(arguments: &[TokenStream]) -> TokenStream {
    if arguments.is_empty() { quote!() } else { quote!(::<#(#arguments),*>) }
}

/// `Linear<I, O>` with other arguments.
fn with_arguments(ty: &Type, arguments: &[TokenStream]) -> TokenStream {
    let mut ty = ty.clone();
    if let Type::Path(path) = &mut ty
        && let Some(last) = path.path.segments.last_mut()
        && !arguments.is_empty()
    {
        last.arguments = syn::PathArguments::AngleBracketed(syn::parse_quote!(<#(#arguments),*>));
    }
    ty.to_token_stream()
}

/// The user's item without the attributes that only the macro understands.
pub fn strip(item: &mut ItemFn) {
    use syn::visit_mut::VisitMut;
    Strip.visit_item_fn_mut(item);
}

/// As [`strip`], for a method.
pub fn strip_method(item: &mut ImplItemFn) {
    use syn::visit_mut::VisitMut;
    Strip.visit_impl_item_fn_mut(item);
}

/// As [`strip`], for a body.
pub fn strip_block(block: &mut syn::Block) {
    use syn::visit_mut::VisitMut;
    Strip.visit_block_mut(block);
}

struct Strip;
impl syn::visit_mut::VisitMut for Strip {
    /// `#[bound(N)] while condition { … }` takes at most `N` turns, in the user's function as in what is derived.
    fn visit_expr_mut(&mut self, e: &mut syn::Expr) {
        syn::visit_mut::visit_expr_mut(self, e);
        let syn::Expr::While(w) = e else { return };
        let Some(turns) = w.attrs.iter().find(|a| a.path().is_ident("bound")) else { return };
        let Ok(turns) = turns.parse_args::<syn::Expr>() else { return };
        let (condition, body) = (&w.cond, &w.body);
        *e = syn::parse_quote_spanned!(w.while_token.span=> for _ in 0..#turns {
            if #condition #body else { break; }
        });
    }
    fn visit_expr_for_loop_mut(&mut self, f: &mut syn::ExprForLoop) {
        f.attrs.retain(|a| !a.path().is_ident("remat"));
        syn::visit_mut::visit_expr_for_loop_mut(self, f);
    }
}
