//! The places of the workspace, for `Workspace::PLACES`.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Ident;

use super::Emit;
use crate::graph::*;

impl Emit<'_> {
    /// `Derived::PLACES`.
    pub fn places(&self) -> TokenStream {
        let block = &self.graph.blocks[ROOT];
        let (saved, scratch) = (self.storage_type("Saved", ROOT), self.storage_type("Scratch", ROOT));
        let mut places = Vec::new();
        let mut place = |of: &TokenStream, field: Ident, name: String, role: &str, span: Span| {
            let line = if role == "Shared" { 0 } else { span.start().line };
            let role = format_ident!("{role}");
            let bytes = quote!(tl::bytes_of(|of: &#of| &of.#field));
            places.push(place_of(&name, role, bytes, line));
        };
        for value in &self.graph.values {
            if matches!(value.home, Home::Slot(ROOT)) {
                place(&saved, value.name.clone(), value.name.to_string(), "Saved", value.name.span());
            }
        }
        for node in &block.nodes {
            match node {
                Node::Call(call) => {
                    let (name, span) = (&self.graph.values[call.out].name, call.span);
                    let field = |what: &str| format_ident!("{name}_{what}");
                    if !self.is_inference {
                        place(&saved, field("saved"), format!("{name} (saved)"), "Saved", span);
                    }
                    place(&scratch, field("scratch"), format!("{name} (call)"), "Scratch", span);
                }
                Node::Loop(l) => {
                    let (body, span) = (l.body, l.span);
                    let field = |what: &str| format_ident!("{what}{body}");
                    if !l.carried.is_empty() {
                        let names: Vec<_> = l.carried.iter().map(|c| c.name.to_string()).collect();
                        let name = format!("{} (each turn)", names.join(", "));
                        place(&saved, field("kept"), name, "Saved", span);
                    }
                    let loop_body = "loop body".to_owned();
                    if l.remat {
                        place(&scratch, field("again"), loop_body, "Scratch", span);
                    } else {
                        place(&saved, field("turns"), loop_body, "Saved", span);
                    }
                    place(&scratch, field("turn"), "one turn".to_owned(), "Scratch", span);
                }
                Node::Branch(b) => {
                    let name = &self.graph.values[b.results[0]].name;
                    for &arm in &b.arms {
                        let field = format_ident!("arm{arm}");
                        place(&saved, field, format!("{name} (arm)"), "Saved", name.span());
                    }
                }
                Node::Plain(_) => {}
            }
        }
        for region in 0..self.plan.regions(ROOT) {
            let names = self.plan.members(region, ROOT, self.graph).join(", ");
            place(&scratch, format_ident!("region{region}"), names, "Shared", Span::mixed_site());
        }
        let result = quote!(::core::mem::size_of::<Self::Out>());
        places.push(place_of("result", format_ident!("Result"), result, 0));
        quote!(&[#(#places),*])
    }
}

fn place_of(name: &str, role: Ident, bytes: TokenStream, line: usize) -> TokenStream {
    let line = Literal::usize_unsuffixed(line);
    quote! {
        tl::Place {
            name: #name, role: tl::Role::#role, bytes: #bytes, line: #line,
        }
    }
}
