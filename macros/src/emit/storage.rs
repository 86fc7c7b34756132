//! The structs that hold what a forward and a backward pass store: for each block, what it saves, what each turn of a
//! loop keeps for the next, and what is dead between calls.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::Emit;
use crate::graph::*;

/// Fields of a struct.
#[derive(Default)]
struct Fields(Vec<(Ident, TokenStream)>);

impl Fields {
    fn add(&mut self, name: &Ident, ty: TokenStream) {
        self.0.push((name.clone(), ty));
    }
}

impl Emit<'_> {
    pub fn storage(&self) -> TokenStream {
        let blocks = (0..self.graph.blocks.len()).map(|block| {
            let (saved, kept, scratch) = self.fields(block);
            let saved = self.record("Saved", block, saved);
            let scratch = self.record("Scratch", block, scratch);
            let kept = (!kept.0.is_empty()).then(|| self.record("Kept", block, kept));
            quote!(#saved #kept #scratch)
        });
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (me, result) = (self.me(), &self.function.result);
        let (saved, scratch) = (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        quote! {
            #(#blocks)*
            impl #generics ::tapeless::derived::Derived for #me #clause {
                type Storage = (#saved, #scratch, <Self as Types>::Out);
                type Out = #result;
            }
        }
    }

    /// `Saved2<B>`
    pub fn storage_type(&self, kind: &str, block: BlockId) -> TokenStream {
        let (name, arguments) = (storage_name(kind, block), self.function.arguments());
        quote!(#name #arguments)
    }

    fn record(&self, kind: &str, block: BlockId, fields: Fields) -> TokenStream {
        let (generics, arguments, clause) = self.function.generics.split_for_impl();
        let (record, me) = (storage_name(kind, block), self.me());
        let (names, types): (Vec<_>, Vec<_>) = fields.0.into_iter().unzip();
        quote! {
            pub struct #record #generics #clause {
                #(pub #names: #types,)*
                of: ::core::marker::PhantomData<#me>,
            }
            // SAFETY: every field is `Zeroed` itself.
            unsafe impl #generics ::tapeless::Zeroed for #record #arguments #clause {}
        }
    }

    /// What a block saves, keeps from turn to turn, and needs for the moment.
    fn fields(&self, block: BlockId) -> (Fields, Fields, Fields) {
        let (mut saved, mut kept, mut scratch) = (Fields::default(), Fields::default(), Fields::default());
        for (id, value) in self.graph.values.iter().enumerate() {
            let active = self.reverse.is_active(id);
            let here = match &value.home {
                Home::Slot(b) if *b == block => {
                    saved.add(&value.name, value.ty.clone());
                    true
                }
                Home::Kept(b) if *b == block => {
                    kept.add(&value.name, value.ty.clone());
                    true
                }
                Home::Carried(b) | Home::AfterLoop { block: b, .. } => *b == block,
                _ => false,
            };
            if here && active {
                scratch.add(&self.cotangent_name(id), value.ty.clone());
            }
        }
        for node in &self.graph.blocks[block].nodes {
            match node {
                Node::Call(call) => {
                    let (name, rule) = (&self.graph.values[call.out].name, self.rule(call));
                    saved.add(&format_ident!("{name}_saved"), quote!(#rule::Saved));
                    scratch.add(&format_ident!("{name}_scratch"), quote!(#rule::Scratch));
                }
                Node::Loop(l) => {
                    let (body, turns) = (l.body, &l.turns);
                    let body_saved = self.storage_type("Saved", body);
                    if !l.carried.is_empty() {
                        let kept = self.storage_type("Kept", body);
                        saved.add(&format_ident!("kept{body}"), quote!([#kept; #turns]));
                        if l.remat {
                            scratch.add(&format_ident!("again_kept{body}"), kept);
                        }
                    }
                    if l.remat {
                        scratch.add(&format_ident!("again{body}"), body_saved);
                    } else {
                        saved.add(&format_ident!("turns{body}"), quote!([#body_saved; #turns]));
                    }
                    if l.condition.is_some() {
                        saved.add(&format_ident!("count{body}"), quote!(usize));
                    }
                    scratch.add(&format_ident!("turn{body}"), self.storage_type("Scratch", body));
                }
                Node::Branch(b) => {
                    saved.add(&format_ident!("taken{}", b.arms[0]), quote!(u8));
                    for &arm in &b.arms {
                        saved.add(&format_ident!("arm{arm}"), self.storage_type("Saved", arm));
                        scratch.add(&format_ident!("arm{arm}"), self.storage_type("Scratch", arm));
                    }
                }
                Node::Plain(_) => {}
            }
        }
        (saved, kept, scratch)
    }
}

fn storage_name(kind: &str, block: BlockId) -> Ident {
    if block == ROOT { format_ident!("{kind}") } else { format_ident!("{kind}{block}") }
}
