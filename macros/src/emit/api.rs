//! The functions that a user calls, and the function as an operation that others call.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::GenericParam;

use super::{Emit, own};
use crate::graph::ROOT;
use crate::hash::hash;
use crate::signature::Param;

/// The largest number of arguments of an operation.
const ARITY: usize = 6;

impl Emit<'_> {
    /// `forward` and `backward` on storage.
    pub fn passes(&self) -> TokenStream {
        let (clear, backward) = (self.clear_parameters(), self.backward(ROOT, &mut HashSet::new()));
        self.passes_of(self.forward(ROOT), quote!(#clear #backward))
    }

    /// `forward` and `backward` with these bodies.
    pub fn passes_of(&self, forward: TokenStream, backward: TokenStream) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (me, names, modes, sinks) = (self.me(), self.param_names(), self.modes(), self.sinks());
        let types: Vec<_> = (0..names.len()).map(|i| format_ident!("P{i}")).collect();
        let (saved_type, scratch_type) =
            (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        let (out, saved, scratch, ct) = (own("out"), own("saved"), own("scratch"), own("ct"));
        quote! {
            impl #generics #me #clause {
                #[inline(always)]
                fn forward(
                    #(#names: &<Self as Types>::#types,)*
                    #out: &mut <Self as Types>::Out,
                    #saved: &mut #saved_type,
                    #scratch: &mut #scratch_type,
                ) {
                    #forward
                }
                #[inline(always)]
                fn backward<#(#modes: ::tapeless::op::Mode),*>(
                    #(#names: &<Self as Types>::#types,)*
                    #out: &<Self as Types>::Out,
                    #saved: &#saved_type,
                    #scratch: &mut #scratch_type,
                    #ct: &<Self as Types>::Out,
                    #(mut #sinks: ::tapeless::op::Sink<'_, <Self as Types>::#types, #modes>),*
                ) {
                    #backward
                }
            }
        }
    }

    /// `value_and_grad`, `grad`, `vjp`, `value`, `pullback`.
    pub fn api(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (vis, me, names, modes, sinks) =
            (&self.function.vis, self.me(), self.param_names(), self.modes(), self.sinks());
        let result = &self.function.result;
        let (inputs, forwarded) = (self.inputs(), self.forwarded());
        let param_types: Vec<_> = self.function.params.iter().map(|p| &p.ty).collect();
        let wrt = self.function.wrt();
        let grads: Vec<_> = wrt
            .iter()
            .map(|&i| {
                let (name, ty) =
                    (format_ident!("grad_{}", self.function.params[i].name), &self.function.params[i].ty);
                (quote!(#name: &mut #ty), name)
            })
            .collect();
        let (grad_inputs, grad_names): (Vec<_>, Vec<_>) = grads.into_iter().unzip();
        let into_grads = |mode: TokenStream| -> Vec<TokenStream> {
            let sink = |i| match wrt.iter().position(|&w| w == i) {
                Some(at) => {
                    let name = &grad_names[at];
                    quote!(::tapeless::op::Sink::#mode(#name))
                }
                None => quote!(::tapeless::op::Sink::skip()),
            };
            (0..names.len()).map(sink).collect()
        };
        let (grad_sinks, sum_sinks) = (into_grads(quote!(set)), into_grads(quote!(add)));
        let first_type = &self.function.params[wrt[0]].ty;
        let row_sinks = (0..names.len()).map(|i| match i == wrt[0] {
            true => quote!(::tapeless::op::Sink::set(row)),
            false => quote!(::tapeless::op::Sink::skip()),
        });
        let name = &self.function.name;
        let about = |what: &str| format!("{what} of [`{name}`].");
        let jacobian_doc = about("The Jacobian, a row for each element of the result,");
        let (value_doc, pullback_doc, vjp_doc, vag_doc, accumulate_doc, grad_doc) = (
            about("The value"),
            about(
                "The value; and into each sink the cotangent of that argument, for the cotangent `ct` of the result",
            ),
            about(
                "The value; and the cotangents of the arguments differentiated with respect to, for the cotangent `ct` of the result",
            ),
            about("The value and the gradient"),
            about("The value; its gradient is added to what is there: a batch, one example at a time,"),
            about("The gradient"),
        );
        quote! {
            impl #generics #me #clause {
                #[doc = #value_doc]
                #[inline]
                #vis fn value<'w>(#(#inputs,)* ws: &'w mut ::tapeless::Workspace<Self>) -> &'w #result {
                    let (saved, scratch, out) = &mut ws.0;
                    let out = ::tapeless::derived::same_mut(out);
                    Self::forward(#(#forwarded,)* out, saved, scratch);
                    ::tapeless::derived::same(&*out)
                }
                #[doc = #pullback_doc]
                #[inline]
                #[allow(clippy::too_many_arguments)]
                #vis fn pullback<'w, #(#modes: ::tapeless::op::Mode),*>(
                    #(#inputs,)*
                    ws: &'w mut ::tapeless::Workspace<Self>,
                    ct: &#result,
                    #(#sinks: ::tapeless::op::Sink<'_, #param_types, #modes>),*
                ) -> &'w #result {
                    let (saved, scratch, out) = &mut ws.0;
                    let out = ::tapeless::derived::same_mut(out);
                    Self::forward(#(#forwarded,)* out, saved, scratch);
                    Self::backward(#(#forwarded,)* out, saved, scratch, ::tapeless::derived::same(ct), #(#sinks.same()),*);
                    ::tapeless::derived::same(&*out)
                }
                #[doc = #vjp_doc]
                #[inline]
                #vis fn vjp<'w>(
                    #(#inputs,)*
                    ws: &'w mut ::tapeless::Workspace<Self>,
                    ct: &#result,
                    #(#grad_inputs),*
                ) -> &'w #result {
                    Self::pullback(#(#names,)* ws, ct, #(#grad_sinks),*)
                }
                #[doc = #jacobian_doc]
                #[inline]
                #vis fn jacobian<Out: ::tapeless::derived::Basis, const ROWS: usize>(
                    #(#inputs,)*
                    ws: &mut ::tapeless::Workspace<Self>,
                    jacobian: &mut [#first_type; ROWS],
                ) where
                    Self: ::tapeless::derived::Derived<Out = Out>,
                {
                    const { assert!(ROWS == Out::LEN, "a Jacobian has a row for each element of the result") };
                    for (i, row) in jacobian.iter_mut().enumerate() {
                        let ct = Out::unit(i);
                        Self::pullback(#(#names,)* ws, ::tapeless::derived::same(&ct), #(#row_sinks),*);
                    }
                }
                #[doc = #vag_doc]
                #[inline]
                #vis fn value_and_grad<R: ::tapeless::derived::Loss>(
                    #(#inputs,)*
                    ws: &mut ::tapeless::Workspace<Self>,
                    #(#grad_inputs),*
                ) -> R
                where
                    Self: ::tapeless::derived::Derived<Out = R>,
                {
                    let seed = R::seed();
                    let out = Self::pullback(#(#names,)* ws, ::tapeless::derived::same(&seed), #(#grad_sinks),*);
                    ::tapeless::derived::taken(::tapeless::derived::same(out))
                }
                #[doc = #accumulate_doc]
                #[inline]
                #vis fn accumulate_grad<R: ::tapeless::derived::Loss>(
                    #(#inputs,)*
                    ws: &mut ::tapeless::Workspace<Self>,
                    #(#grad_inputs),*
                ) -> R
                where
                    Self: ::tapeless::derived::Derived<Out = R>,
                {
                    let seed = R::seed();
                    let out = Self::pullback(#(#names,)* ws, ::tapeless::derived::same(&seed), #(#sum_sinks),*);
                    ::tapeless::derived::taken(::tapeless::derived::same(out))
                }
                #[doc = #grad_doc]
                #[inline]
                #vis fn grad<R: ::tapeless::derived::Loss>(
                    #(#inputs,)*
                    ws: &mut ::tapeless::Workspace<Self>,
                    #(#grad_inputs),*
                )
                where
                    Self: ::tapeless::derived::Derived<Out = R>,
                {
                    Self::value_and_grad(#(#names,)* ws, #(#grad_names),*);
                }
            }
        }
    }

    /// The user's arguments as `forward` and `backward` take them.
    pub fn forwarded(&self) -> Vec<TokenStream> {
        let forwarded = |p: &Param| {
            let name = &p.name;
            let borrow = (!p.by_reference).then(|| quote!(&));
            quote!(::tapeless::derived::same(#borrow #name))
        };
        self.function.params.iter().map(forwarded).collect()
    }

    /// The user's own parameters: `net: &Mlp`.
    pub fn inputs(&self) -> Vec<TokenStream> {
        let input = |p: &Param| {
            let (name, ty) = (&p.name, &p.ty);
            let borrow = p.by_reference.then(|| quote!(&));
            quote!(#name: #borrow #ty)
        };
        self.function.params.iter().map(input).collect()
    }

    /// The function as an operation: what other differentiable functions call.
    pub fn operation(&self) -> TokenStream {
        let params = &self.function.params;
        if params.len() > ARITY || !self.generics_are_seen() {
            return quote!();
        }
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (name, me, names, modes, sinks) =
            (&self.function.name, self.me(), self.param_names(), self.modes(), self.sinks());
        let types: Vec<_> = params.iter().map(|p| &p.ty).collect();
        let result = &self.function.result;
        let (saved, scratch) = (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        let contract = format_ident!("Op{}", params.len());
        let needs = (0..=params.len()).map(|_| quote!(::tapeless::op::Yes));
        let (needs, infer) = self.operation_alone(quote!((#(#needs,)*)));
        let method = self.function.method.as_ref().map(|m| {
            let (of, _, of_clause) = m.generics.split_for_impl();
            let (receiver, key) = (&m.receiver, hash(&m.name.to_string()));
            quote!(#[diagnostic::do_not_recommend] impl #of ::tapeless::derived::Method<#key> for #receiver #of_clause { type Op = #name; })
        });
        quote! {
            impl #generics ::tapeless::op::Rule<(#(#types,)*)> for #name #clause {
                type Out = #result;
                type Saved = #saved;
                type Scratch = #scratch;
                type Needs = #needs;
            }
            impl #generics ::tapeless::op::#contract<#(#types),*> for #name #clause {
                #infer
                #[inline(always)]
                fn forward(#(#names: &#types,)* out: &mut #result, saved: &mut #saved, scratch: &mut #scratch) {
                    <#me>::forward(#(::tapeless::derived::same(#names),)* ::tapeless::derived::same_mut(out), saved, scratch)
                }
                #[inline(always)]
                fn backward<#(#modes: ::tapeless::op::Mode),*>(
                    #(#names: ::tapeless::op::Kept<'_, #types>,)*
                    out: ::tapeless::op::Kept<'_, #result>,
                    saved: &#saved,
                    scratch: &mut #scratch,
                    ct: &#result,
                    #(#sinks: ::tapeless::op::Sink<'_, #types, #modes>),*
                ) {
                    <#me>::backward(
                        #(::tapeless::derived::same(#names.get()),)*
                        ::tapeless::derived::same(out.get()),
                        saved,
                        scratch,
                        ::tapeless::derived::same(ct),
                        #(#sinks.same()),*
                    )
                }
            }
            #method
        }
    }

    /// Whether the argument types determine every generic, as an impl must.
    fn generics_are_seen(&self) -> bool {
        let mut idents = HashSet::new();
        let types: TokenStream = self.function.params.iter().map(|p| p.ty.to_token_stream()).collect();
        collect(types, &mut idents);
        self.function.generics.params.iter().all(|param| match param {
            GenericParam::Const(c) => idents.contains(&c.ident.to_string()),
            GenericParam::Type(t) => idents.contains(&t.ident.to_string()),
            GenericParam::Lifetime(_) => false,
        })
    }
}

fn collect(tokens: TokenStream, idents: &mut HashSet<String>) {
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Ident(ident) => {
                idents.insert(ident.to_string());
            }
            proc_macro2::TokenTree::Group(group) => collect(group.stream(), idents),
            _ => {}
        }
    }
}
