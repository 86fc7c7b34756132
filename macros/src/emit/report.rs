//! The places of the workspace, for `Workspace::report()`.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Ident;

use super::Emit;
use crate::graph::*;

impl Emit<'_> {
    /// The body of `Derived::places`: sizes are asked of the fields, so that no type is written twice.
    pub fn places(&self) -> TokenStream {
        let block = &self.graph.blocks[ROOT];
        let (saved, scratch) = (quote!(saved), quote!(scratch));
        let mut places = TokenStream::new();
        let mut place = |of: &TokenStream, field: Ident, name: String, role: &str, span: Span| {
            let line = if role == "Shared" { quote!(0) } else { quote_spanned!(span=> line!()) };
            let role = format_ident!(
                "{}",
                match role {
                    "Saved" => "Kept",
                    "Scratch" => "Moment",
                    other => other,
                }
            );
            places.extend(quote!(f(#name, #role, size_of_val(&#of.#field), #line);));
        };
        for value in &self.graph.values {
            if matches!(value.home, Home::Slot(ROOT)) {
                place(&saved, value.name.clone(), value.name.to_string(), "Saved", value.name.span());
            }
        }
        for node in &block.nodes {
            match node {
                Node::Call(call) => {
                    let name = &self.graph.values[call.out].name;
                    place(
                        &saved,
                        format_ident!("{name}_saved"),
                        format!("{name} (saved)"),
                        "Saved",
                        call.span,
                    );
                    place(
                        &scratch,
                        format_ident!("{name}_scratch"),
                        format!("{name} (call)"),
                        "Scratch",
                        call.span,
                    );
                }
                Node::Loop(l) => {
                    let span = l.span;
                    if !l.carried.is_empty() {
                        let names: Vec<_> = l.carried.iter().map(|c| c.name.to_string()).collect();
                        let name = format!("{} (each turn)", names.join(", "));
                        place(&saved, format_ident!("kept{}", l.body), name, "Saved", span);
                    }
                    let (of, field) = if l.remat { (&scratch, "again") } else { (&saved, "turns") };
                    let role = if l.remat { "Scratch" } else { "Saved" };
                    place(of, format_ident!("{field}{}", l.body), "loop body".to_owned(), role, span);
                    place(&scratch, format_ident!("turn{}", l.body), "one turn".to_owned(), "Scratch", span);
                }
                Node::Branch(b) => {
                    for &arm in &b.arms {
                        let name = self.graph.values[b.results[0]].name.clone();
                        place(
                            &saved,
                            format_ident!("arm{arm}"),
                            format!("{name} (arm)"),
                            "Saved",
                            name.span(),
                        );
                    }
                }
                Node::Plain(_) => {}
            }
        }
        for region in 0..self.plan.regions(ROOT) {
            let names = self.plan.members(region, ROOT, self.graph).join(", ");
            place(&scratch, format_ident!("region{region}"), names, "Shared", Span::mixed_site());
        }
        quote! {
            let (saved, scratch, out) = storage;
            #places
            f("result", Result, size_of_val(out), 0);
        }
    }
}
