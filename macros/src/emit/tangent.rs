//! Forward mode and Hessian-vector products, for functions generic over their element: the same function on dual
//! numbers.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::{GenericParam, Ident};

use super::Emit;
use crate::graph::ROOT;

impl Emit<'_> {
    pub fn tangent(&self) -> TokenStream {
        let Some(element) = self.element() else { return self.no_tangent() };
        let (generics, arguments, clause) = self.function.generics.split_for_impl();
        let (vis, me, result) = (&self.function.vis, self.me(), &self.function.result);
        let params = &self.function.params;
        let over_duals = |tokens: TokenStream| substitute(tokens, element);
        let (dual_me, passes) = (over_duals(me.clone()), over_duals(self.passes_path()));
        let dual_storage = over_duals({
            let (saved, scratch) = (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
            quote!((#saved, #scratch, #result))
        });
        let (names, types): (Vec<_>, Vec<_>) = params.iter().map(|p| (&p.name, &p.ty)).unzip();
        let inputs = self.inputs();
        let wrt = self.function.wrt();
        let wrt_types: Vec<_> = wrt.iter().map(|&i| &params[i].ty).collect();
        let along: Vec<_> = wrt.iter().map(|&i| format_ident!("along_{}", params[i].name)).collect();
        let products: Vec<_> = wrt.iter().map(|&i| format_ident!("product_{}", params[i].name)).collect();
        let duals: Vec<Ident> = names.iter().map(|name| format_ident!("dual_{name}")).collect();
        let lifted: TokenStream = params
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let (name, dual) = (&p.name, &duals[i]);
                let value = if p.by_reference { quote!(#name) } else { quote!(&#name) };
                let tangent = match wrt.iter().position(|&w| w == i) {
                    Some(at) => {
                        let along = &along[at];
                        quote!(Some(#along))
                    }
                    None => quote!(None),
                };
                quote!(tl::Lift::lift(#value, #tangent, #dual);)
            })
            .collect();
        let [ws, saved, scratch, out, gradients, storage, seed] =
            ["ws", "saved", "scratch", "out", "gradients", "storage", "seed"].map(|name| self.argument(name));
        let grads: Vec<_> = (0..wrt.len()).map(syn::Index::from).collect();
        let sinks = (0..params.len()).map(|i| match wrt.iter().position(|&w| w == i) {
            Some(at) => {
                let at = &grads[at];
                quote!(tl::Sink::set(&mut #gradients.#at).same())
            }
            None => quote!(tl::Sink::skip()),
        });
        let name = &self.function.name;
        let jvp_doc = format!(
            "The value of [`{name}`], and its derivative along a direction of the arguments: forward mode."
        );
        let hvp_doc =
            format!("The Hessian of [`{name}`] times a direction: the backward pass on dual numbers.");
        quote! {
            pub struct Duals #generics #clause {
                arguments: (#(<#types as tl::Lift>::Dual,)*),
                gradients: (#(<#wrt_types as tl::Lift>::Dual,)*),
                storage: <#dual_me as tl::Derived>::Storage,
            }
            // SAFETY: every field is `Zeroed` itself.
            unsafe impl #generics tl::Zeroed for Duals #arguments #clause {
                type Pinned = tl::Yes;
            }
            impl #generics tl::OverDuals for #me #clause {
                type Storage = Duals #arguments;
                type Out = #result;
            }
            impl #generics #me #clause {
                #[doc = #jvp_doc]
                #vis fn jvp(
                    #(#inputs,)*
                    #ws: &mut tl::Workspace<tl::Tangent<Self>>,
                    #(#along: &#wrt_types),*
                ) -> (#result, #result) {
                    let Duals { arguments: (#(#duals,)*), storage: (#saved, #scratch, #out), .. } = &mut #ws.0;
                    #lifted
                    #passes::forward(#(tl::same(#duals),)* #out, #saved, #scratch);
                    tl::parts(tl::same(#out))
                }
                #[doc = #hvp_doc]
                #vis fn hvp<Out: tl::Loss>(
                    #(#inputs,)*
                    #ws: &mut tl::Workspace<tl::Tangent<Self>>,
                    #(#along: &#wrt_types,)*
                    #(#products: &mut #wrt_types),*
                )
                where
                    #dual_me: tl::Derived<Out = Out>,
                {
                    let Duals { arguments: (#(#duals,)*), gradients: #gradients, storage: #storage } = &mut #ws.0;
                    let (#saved, #scratch, #out): &mut #dual_storage = tl::same_mut(#storage);
                    #lifted
                    let #seed = Out::seed();
                    #passes::forward(#(tl::same(#duals),)* #out, #saved, #scratch);
                    #passes::backward(
                        #(tl::Primal::of(tl::same(#duals)),)*
                        tl::Primal::of(#out), #saved, #scratch, tl::same(&#seed), #(#sinks),*
                    );
                    #(tl::Lift::set_tangent(#products, &#gradients.#grads);)*
                }
            }
        }
    }

    /// Of a function whose element is a type of its own, the names, so that who asks for forward mode reads what it needs.
    fn no_tangent(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (vis, me) = (&self.function.vis, self.me());
        let (inputs, directions) = (self.function.params.len(), self.function.wrt().len());
        let refusal = |name: &str, count: usize| {
            let (name, any) = (format_ident!("{name}"), (0..count).map(|_| quote!(_: impl Sized)));
            quote! {
                #[doc(hidden)]
                #vis fn #name<X>(#(#any),*) -> <Self as tl::ForwardMode<X>>::Result
                where
                    Self: tl::ForwardMode<X>,
                {
                    ::core::unreachable!()
                }
            }
        };
        let jvp = refusal("jvp", inputs + 1 + directions);
        let hvp = refusal("hvp", inputs + 1 + 2 * directions);
        quote!(impl #generics #me #clause { #jvp #hvp })
    }

    /// The type parameter that stands for the element: the only one, bounded by `Real`.
    pub fn element(&self) -> Option<&Ident> {
        let mut types = self.function.generics.params.iter().filter_map(|param| match param {
            GenericParam::Type(t) => Some(t),
            _ => None,
        });
        let real = |t: &&syn::TypeParam| {
            let bounds = t.bounds.to_token_stream().to_string();
            bounds.rsplit("::").next().is_some_and(|last| last.trim() == "Real")
        };
        let reals: Vec<_> = types.by_ref().filter(real).collect();
        match reals[..] {
            [one] => Some(&one.ident),
            _ => None,
        }
    }
}

/// The same tokens with `Dual<T>` for `T`.
fn substitute(tokens: TokenStream, element: &Ident) -> TokenStream {
    let mut out = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Ident(ident) if ident == *element => out.extend(quote!(tl::Dual<#ident>)),
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), substitute(group.stream(), element));
                inner.set_span(group.span());
                out.extend([TokenTree::Group(inner)]);
            }
            token => out.extend([token]),
        }
    }
    out
}
