//! The forward pass alone: the same code, from a graph in which nothing has a derivative. Nothing is kept for a backward
//! pass then, and no cotangent has a place.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emit;
use crate::graph::ROOT;
use crate::plan::Plan;
use crate::reverse::Reverse;

impl Emit<'_> {
    /// `f::infer` and its storage, if the user asked for it.
    pub fn inference(&self) -> TokenStream {
        if !self.function.options.inference {
            return quote!();
        }
        let graph = self.graph.without_derivatives();
        let reverse = Reverse::new(&graph);
        let plan = Plan::new(&graph, &reverse);
        let alone = Emit { is_inference: true, ..Emit::new(self.function, &graph, &reverse, &plan) };
        alone.inference_items()
    }

    fn inference_items(&self) -> TokenStream {
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (vis, me, names, inputs) = (&self.function.vis, self.me(), self.param_names(), self.inputs());
        let (result, forwarded) = (&self.function.result, self.forwarded());
        let (records, places, forward) = (self.records(), self.places(), self.forward_alone());
        let (saved_type, scratch_type) =
            (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        let at = self.at_name();
        let (out, saved, scratch) = (at.local("out"), at.local("saved"), at.local("scratch"));
        let ws = self.argument("ws");
        let gated = self.function.params.iter().map(|p| self.gated(&p.ty));
        let doc =
            format!("The value of [`{}`], in a workspace that serves nothing else.", self.function.name);
        quote! {
            #records
            impl #generics tl::Infer for #me #clause {
                type Storage = (#saved_type, #scratch_type, #result);
                type Out = #result;
                const PLACES: &'static [tl::Place] = #places;
            }
            impl #generics #me #clause {
                #[inline(always)]
                fn forward_alone(
                    #(#names: &#gated,)*
                    #out: &mut #result,
                    #saved: &mut #saved_type,
                    #scratch: &mut #scratch_type,
                ) {
                    #forward
                }
                #[doc = #doc]
                #[inline]
                #vis fn infer<'w>(
                    #(#inputs,)*
                    #ws: &'w mut tl::Workspace<tl::Inference<Self>>,
                ) -> &'w #result {
                    let (#saved, #scratch, #out) = &mut #ws.0;
                    tl::vectorized(#[inline(always)] || Self::forward_alone(#(#forwarded,)* #out, #saved, #scratch));
                    #out
                }
            }
        }
    }

    fn forward_alone(&self) -> TokenStream {
        if self.graph.has_body() { self.forward(ROOT) } else { self.custom_forward() }
    }

    /// For the function as an operation, which primals it needs: what it stores for inference is said there, too, and
    /// `infer` uses it.
    pub fn operation_alone(&self, needs: TokenStream) -> (TokenStream, TokenStream) {
        if !self.function.options.inference {
            return (needs, quote!());
        }
        let arguments = self.function.arguments();
        let storage = quote!((InferenceSaved #arguments, InferenceScratch #arguments));
        let (me, names, result) = (self.me(), self.param_names(), &self.function.result);
        let types = self.function.params.iter().map(|p| &p.ty);
        let [out, kept] = ["out", "storage"].map(|name| self.argument(name));
        let infer = quote! {
            #[inline(always)]
            fn infer(#(#names: &#types,)* #out: &mut #result, #kept: &mut #storage) {
                <#me>::forward_alone(
                    #(#names,)*
                    #out,
                    &mut #kept.0,
                    &mut #kept.1,
                )
            }
        };
        (quote!(tl::OrAlone<#needs, #storage>), infer)
    }
}
