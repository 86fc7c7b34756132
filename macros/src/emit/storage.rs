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
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (records, me, result, places) = (self.records(), self.me(), &self.function.result, self.places());
        let (saved, scratch) = (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        quote! {
            #records
            impl #generics tl::Derived for #me #clause {
                type Storage = (#saved, #scratch, #result);
                type Out = #result;
                const PLACES: &'static [tl::Place] = #places;
            }
        }
    }

    /// The structs of all blocks.
    pub fn records(&self) -> TokenStream {
        let blocks = (0..self.graph.blocks.len()).map(|block| {
            let (saved, kept, scratch) = self.fields(block);
            let saved = self.record("Saved", block, saved);
            let scratch = self.record("Scratch", block, scratch);
            let kept = (!kept.0.is_empty()).then(|| self.record("Kept", block, kept));
            quote!(#saved #kept #scratch)
        });
        blocks.collect()
    }

    /// `Saved2<B>`
    pub fn storage_type(&self, kind: &str, block: BlockId) -> TokenStream {
        let (name, arguments) = (self.storage_name(kind, block), self.function.arguments());
        quote!(#name #arguments)
    }

    fn storage_name(&self, kind: &str, block: BlockId) -> Ident {
        let purpose = if self.is_inference { "Inference" } else { "" };
        if block == ROOT { format_ident!("{purpose}{kind}") } else { format_ident!("{purpose}{kind}{block}") }
    }

    fn record(&self, kind: &str, block: BlockId, fields: Fields) -> TokenStream {
        let (generics, arguments, clause) = self.function.generics.split_for_impl();
        let (record, me) = (self.storage_name(kind, block), self.me());
        let (names, types): (Vec<_>, Vec<_>) = fields.0.into_iter().unzip();
        quote! {
            pub struct #record #generics #clause {
                #(pub #names: #types,)*
                of: ::core::marker::PhantomData<#me>,
            }
            // SAFETY: every field is `Zeroed` itself.
            unsafe impl #generics tl::Zeroed for #record #arguments #clause {
                type Pinned = tl::Yes;
            }
        }
    }

    /// What a block saves, keeps from turn to turn, and needs for the moment.
    fn fields(&self, block: BlockId) -> (Fields, Fields, Fields) {
        let (mut saved, mut kept, mut scratch) = (Fields::default(), Fields::default(), Fields::default());
        let mut regions: Vec<Vec<TokenStream>> = vec![Vec::new(); self.plan.regions(block)];
        for (id, value) in self.graph.values.iter().enumerate() {
            let here = match &value.home {
                Home::Slot(b) if *b == block => {
                    match self.plan.primal(id) {
                        Some(region) => {
                            let (keep, ty) = (self.keep(id), &value.ty);
                            saved.add(&value.name, quote!(tl::Slot<#keep, #ty>));
                            regions[region].push(quote!(tl::Shared<#keep, #ty>));
                        }
                        None => saved.add(&value.name, value.ty.clone()),
                    }
                    true
                }
                Home::Kept(b) if *b == block => {
                    kept.add(&value.name, value.ty.clone());
                    true
                }
                Home::Carried(b) | Home::AfterLoop { block: b, .. } => *b == block,
                Home::ArmResult { result, arm } => *arm == block && !self.reverse.is_active(*result),
                _ => false,
            };
            if here && self.reverse.is_active(id) {
                let (name, ty) = (self.cotangent_name(id), &value.ty);
                match self.plan.cotangent(id) {
                    Some(region) => {
                        scratch.add(&name, slot_of(ty));
                        regions[region].push(shared_of(ty));
                    }
                    None => scratch.add(&name, ty.clone()),
                }
            }
        }
        let mut calls: Vec<TokenStream> = Vec::new();
        let mut call = |scratch: &mut Fields, name: Ident, ty: TokenStream| {
            scratch.add(&name, slot_of(&ty));
            calls.push(shared_of(&ty));
        };
        for node in &self.graph.blocks[block].nodes {
            match node {
                Node::Call(c) => {
                    let (name, rule) = (&self.graph.values[c.out].name, c.rule());
                    let field = format_ident!("{name}_scratch");
                    if self.is_inference {
                        call(&mut scratch, field, alone(&rule));
                    } else {
                        saved.add(&format_ident!("{name}_saved"), quote!(#rule::Saved));
                        call(&mut scratch, field, quote!(#rule::Scratch));
                    }
                }
                Node::Loop(l) => {
                    let (body, turns) = (l.body, &l.turns);
                    let body_saved = self.storage_type("Saved", body);
                    if !l.carried.is_empty() {
                        let kept = self.storage_type("Kept", body);
                        // Who does not look back keeps the turn before and this one.
                        let turns = if self.is_inference { quote!(2) } else { quote!(#turns) };
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
                    call(&mut scratch, format_ident!("turn{body}"), self.storage_type("Scratch", body));
                }
                Node::Branch(b) => {
                    saved.add(&format_ident!("taken{}", b.arms[0]), quote!(u8));
                    for &arm in &b.arms {
                        saved.add(&format_ident!("arm{arm}"), self.storage_type("Saved", arm));
                        call(&mut scratch, format_ident!("arm{arm}"), self.storage_type("Scratch", arm));
                    }
                }
                Node::Plain(_) => {}
            }
        }
        for (i, members) in regions.iter().enumerate() {
            scratch.add(&format_ident!("region{i}"), region_of(members));
        }
        scratch.add(&format_ident!("calls"), region_of(&calls));
        (saved, kept, scratch)
    }

    /// The type-level answer to whether the backward pass needs a value: because some operation that uses it, or the one
    /// that computes it, reads it; or because its storage cannot be shared.
    fn keep(&self, value: ValueId) -> TokenStream {
        let ty = &self.graph.values[value].ty;
        let mut keep = quote!(<#ty as tl::Zeroed>::Pinned);
        let mut or = |needed: TokenStream| keep = quote!(<#keep as tl::Bool>::Or<#needed>);
        for node in self.graph.blocks.iter().flat_map(|block| &block.nodes) {
            let Node::Call(call) = node else { continue };
            if !self.reverse.is_active(call.out) {
                continue;
            }
            let rule = call.rule();
            let answer = |name: &str| {
                let name = format_ident!("{name}");
                quote!(<#rule::Needs as tl::Answers>::#name)
            };
            if call.out == value {
                or(answer("Out"));
            }
            for (arg, name) in call.args.iter().zip(["A", "B", "C", "D", "E", "F"]) {
                if arg.value == value {
                    or(answer(name));
                }
            }
        }
        keep
    }
}

/// What the forward pass of an operation stores if nothing is asked of it afterwards.
fn alone(rule: &TokenStream) -> TokenStream {
    quote!(<#rule::Needs as tl::Answers>::Alone<#rule::Saved, #rule::Scratch>)
}

fn pinned(ty: &TokenStream) -> TokenStream {
    quote!(<#ty as tl::Zeroed>::Pinned)
}

fn slot_of(ty: &TokenStream) -> TokenStream {
    let pinned = pinned(ty);
    quote!(tl::Slot<#pinned, #ty>)
}

fn shared_of(ty: &TokenStream) -> TokenStream {
    let pinned = pinned(ty);
    quote!(tl::Shared<#pinned, #ty>)
}

/// As large as the largest of the members.
fn region_of(members: &[TokenStream]) -> TokenStream {
    let largest = members.iter().fold(quote!(()), |others, member| quote!(tl::Larger<#member, #others>));
    quote!(tl::Region<#largest>)
}
