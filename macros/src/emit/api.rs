//! The functions that a user calls, and the function as an operation that others call.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{GenericParam, Ident, Type};

use super::Emit;
use crate::graph::ROOT;
use crate::hash::hash;
use crate::signature::Param;

/// The largest number of arguments of an operation.
const ARITY: usize = 6;

/// See [`Emit::gradient`].
struct Gradient {
    generics: TokenStream,
    result: TokenStream,
    clause: TokenStream,
}

impl Gradient {
    /// The value; the gradient goes into these sinks.
    fn body(&self, emit: &Emit, sinks: &[TokenStream]) -> TokenStream {
        let (names, result) = (emit.param_names(), &self.result);
        let [ws, seed] = ["ws", "seed"].map(|name| emit.argument(name));
        if self.generics.is_empty() {
            return quote!(*Self::pullback(#(#names,)* #ws, &<#result as tl::Loss>::seed(), #(#sinks),*));
        }
        quote! {
            let #seed = R::seed();
            tl::taken(tl::same(Self::pullback(#(#names,)* #ws, tl::same(&#seed), #(#sinks),*)))
        }
    }
}

impl Emit<'_> {
    /// `forward` and `backward` on storage.
    pub fn passes(&self) -> TokenStream {
        let (clear, backward) = (self.clear_parameters(), self.backward(ROOT, &mut HashSet::new()));
        self.passes_of(self.forward(ROOT), quote!(#clear #backward))
    }

    /// `forward` and `backward` with these bodies: as an operation that other differentiable functions call, if the
    /// function can be one.
    pub fn passes_of(&self, forward: TokenStream, backward: TokenStream) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (me, name, names, modes, sinks) =
            (self.me(), &self.function.name, self.param_names(), self.modes(), self.sinks());
        let (types, result) = (self.param_types(), &self.function.result);
        let (saved_type, scratch_type) =
            (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        let at = self.at_name();
        let (out, saved, scratch, ct) =
            (at.local("out"), at.local("saved"), at.local("scratch"), at.local("ct"));
        let (header, infer) = if self.is_operation() {
            let contract = format_ident!("Op{}", names.len());
            let needs = (0..=names.len()).map(|_| quote!(tl::Yes));
            let (needs, infer) = self.operation_alone(quote!((#(#needs,)*)));
            let header = quote! {
                impl #generics tl::Rule<(#(#types,)*)> for #name #clause {
                    type Out = #result;
                    type Saved = #saved_type;
                    type Scratch = #scratch_type;
                    type Needs = #needs;
                }
                impl #generics tl::#contract<#(#types),*> for #name #clause
            };
            (header, infer)
        } else {
            (quote!(impl #generics #me #clause), quote!())
        };
        let gated: Vec<_> = self.function.params.iter().map(|p| self.gated(&p.ty)).collect();
        let span = at.span;
        quote_spanned! {span=>
            #header {
                #infer
                #[inline(always)]
                fn forward(
                    #(#names: &#gated,)*
                    #out: &mut #result,
                    #saved: &mut #saved_type,
                    #scratch: &mut #scratch_type,
                ) {
                    #forward
                }
                #[inline(always)]
                fn backward<#(#modes: tl::Mode),*>(
                    #(#names: tl::Kept<'_, #gated>,)*
                    #out: tl::Kept<'_, #result>,
                    #saved: &#saved_type,
                    #scratch: &mut #scratch_type,
                    #ct: &#result,
                    #(mut #sinks: tl::Sink<'_, #gated, #modes>),*
                ) {
                    let (#(#names,)* #out) = (#(#names.get(),)* #out.get());
                    #backward
                }
            }
        }
    }

    /// What has the passes: the operation that the function is, or its marker.
    pub fn passes_path(&self) -> TokenStream {
        if !self.is_operation() {
            return self.me();
        }
        let (name, types) = (&self.function.name, self.param_types());
        let contract = format_ident!("Op{}", types.len());
        quote!(<#name as tl::#contract<#(#types),*>>)
    }

    /// `value_and_grad`, `grad`, `vjp`, `value`, `pullback`, `jacobian`.
    pub fn api(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (vis, me, names, modes, sinks) =
            (&self.function.vis, self.me(), self.param_names(), self.modes(), self.sinks());
        let (result, inputs, types, passes) =
            (&self.function.result, self.inputs(), self.param_types(), self.passes_path());
        let borrowed = self.forwarded();
        let wrt = self.function.wrt();
        let grad_names: Vec<_> = wrt.iter().map(|&i| format_ident!("grad_{}", names[i])).collect();
        let grad_types: Vec<_> = wrt.iter().map(|&i| types[i]).collect();
        let sinks_into = |mode: &str, destinations: &[Ident]| -> Vec<TokenStream> {
            let mode = format_ident!("{mode}");
            let into = |i: usize| match wrt.iter().position(|&w| w == i).and_then(|at| destinations.get(at)) {
                Some(place) => quote!(tl::Sink::#mode(#place)),
                None => quote!(tl::Sink::skip()),
            };
            (0..names.len()).map(into).collect()
        };
        let (grad_sinks, sum_sinks) = (sinks_into("set", &grad_names), sinks_into("add", &grad_names));
        let [ws, ct, saved, scratch, out, rows, row] =
            ["ws", "ct", "saved", "scratch", "out", "jacobian", "row"].map(|name| self.argument(name));
        let (row_sinks, row_type) = (sinks_into("set", std::slice::from_ref(&row)), grad_types[0]);
        let gradient = self.gradient();
        let (of, value, is_number) = (&gradient.generics, &gradient.result, &gradient.clause);
        let (grad_body, sum_body) = (gradient.body(self, &grad_sinks), gradient.body(self, &sum_sinks));
        let name = &self.function.name;
        let about = |what: &str| format!("{what} of [`{name}`].");
        let [value_doc, pullback_doc, vjp_doc, jacobian_doc, vag_doc, sum_doc, grad_doc] = [
            "The value",
            "The value; and into each sink the cotangent of that argument, for the cotangent `ct` of the result",
            "The value; and the cotangents of the arguments differentiated with respect to, for the cotangent `ct` of the result",
            "The Jacobian, a row for each element of the result,",
            "The value and the gradient",
            "The value; its gradient is added to what is there: a batch, one example at a time,",
            "The gradient",
        ]
        .map(about);
        quote! {
            impl #generics #me #clause {
                #[doc = #value_doc]
                #[inline]
                #vis fn value<'w>(#(#inputs,)* #ws: &'w mut tl::Workspace<Self>) -> &'w #result {
                    let (#saved, #scratch, #out) = &mut #ws.0;
                    tl::vectorized(#[inline(always)] || #passes::forward(#(#borrowed,)* #out, #saved, #scratch));
                    #out
                }
                #[doc = #pullback_doc]
                #[inline]
                #vis fn pullback<'w, #(#modes: tl::Mode),*>(
                    #(#inputs,)*
                    #ws: &'w mut tl::Workspace<Self>,
                    #ct: &#result,
                    #(#sinks: tl::Sink<'_, #types, #modes>),*
                ) -> &'w #result {
                    let (#saved, #scratch, #out) = &mut #ws.0;
                    tl::vectorized(#[inline(always)] || {
                        #passes::forward(#(#borrowed,)* #out, #saved, #scratch);
                        #passes::backward(#(tl::Primal::of(#borrowed),)* tl::Primal::of(#out), #saved, #scratch, #ct, #(#sinks),*);
                    });
                    #out
                }
                #[doc = #vjp_doc]
                #[inline]
                #vis fn vjp<'w>(
                    #(#inputs,)*
                    #ws: &'w mut tl::Workspace<Self>,
                    #ct: &#result,
                    #(#grad_names: &mut #grad_types),*
                ) -> &'w #result {
                    Self::pullback(#(#names,)* #ws, #ct, #(#grad_sinks),*)
                }
                #[doc = #jacobian_doc]
                #[inline]
                #vis fn jacobian<Out: tl::Basis, const ROWS: usize>(
                    #(#inputs,)*
                    #ws: &mut tl::Workspace<Self>,
                    #rows: &mut [#row_type; ROWS],
                ) where
                    Self: tl::Derived<Out = Out>,
                {
                    tl::rows::<Out, _, ROWS>(#rows, |#ct, #row| {
                        Self::pullback(#(#names,)* #ws, tl::same(#ct), #(#row_sinks),*);
                    });
                }
                #[doc = #vag_doc]
                #[inline]
                #vis fn value_and_grad #of(
                    #(#inputs,)*
                    #ws: &mut tl::Workspace<Self>,
                    #(#grad_names: &mut #grad_types),*
                ) -> #value #is_number {
                    #grad_body
                }
                #[doc = #sum_doc]
                #[inline]
                #vis fn accumulate_grad #of(
                    #(#inputs,)*
                    #ws: &mut tl::Workspace<Self>,
                    #(#grad_names: &mut #grad_types),*
                ) -> #value #is_number {
                    #sum_body
                }
                #[doc = #grad_doc]
                #[inline]
                #vis fn grad #of(
                    #(#inputs,)*
                    #ws: &mut tl::Workspace<Self>,
                    #(#grad_names: &mut #grad_types),*
                ) #is_number {
                    Self::value_and_grad(#(#names,)* #ws, #(#grad_names),*);
                }
            }
        }
    }

    /// How `value_and_grad` depends on the result: one that is a number by its name gives the plain form; of any other
    /// rustc finds out when somebody asks for a gradient.
    fn gradient(&self) -> Gradient {
        let result = &self.function.result;
        let (generics, result, clause) = match self.is_number(result) {
            true => (quote!(), quote!(#result), quote!()),
            false => (quote!(<R: tl::Loss>), quote!(R), quote!(where Self: tl::Derived<Out = R>)),
        };
        Gradient { generics, result, clause }
    }

    /// Whether a type is `f32`, `f64`, or the function's own element type.
    fn is_number(&self, ty: &Type) -> bool {
        let Type::Path(path) = ty else { return false };
        path.path
            .get_ident()
            .is_some_and(|name| name == "f32" || name == "f64" || self.element() == Some(name))
    }

    /// The user's arguments as the passes take them: by reference.
    pub fn forwarded(&self) -> Vec<TokenStream> {
        let forwarded = |p: &Param| {
            let (name, borrow) = (&p.name, (!p.by_reference).then(|| quote!(&)));
            quote!(#borrow #name)
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

    /// The function as a method in other differentiable functions.
    pub fn method(&self) -> TokenStream {
        let Some(method) = self.function.method.as_ref().filter(|_| self.is_operation()) else {
            return quote!();
        };
        let (of, _, clause) = method.generics.split_for_impl();
        let (receiver, name, key) = (&method.receiver, &self.function.name, hash(&method.name.to_string()));
        quote! {
            #[diagnostic::do_not_recommend]
            impl #of tl::Method<#key> for #receiver #clause { type Op = #name; }
        }
    }

    /// Whether others can call the function: not with too many arguments, nor with generics that these do not determine.
    pub fn is_operation(&self) -> bool {
        self.function.params.len() <= ARITY && self.generics_are_seen()
    }

    pub fn param_types(&self) -> Vec<&Type> {
        self.function.params.iter().map(|p| &p.ty).collect()
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
