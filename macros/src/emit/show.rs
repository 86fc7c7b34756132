//! `#[differentiable(show)]`: the generated passes as text, to read.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Emit;
use crate::graph::{Node, Op};

const ABOUT_CHAINS: &str = "\
// A chain is one operation. `Each` is one loop over elements; `Then` computes in that loop too, if types say that what
// follows works element by element or reduces all to a number, else after it.
";

impl Emit<'_> {
    /// `f::SOURCE`, if the user asked for it.
    pub fn source(&self, passes: &TokenStream) -> TokenStream {
        if !self.function.options.show {
            return quote!();
        }
        let (generics, _, clause) = self.function.generics.split_for_impl();
        let (vis, me, source) =
            (&self.function.vis, self.me(), self.chains() + &with_comments(&text(passes)));
        quote! {
            impl #generics #me #clause {
                /// The derived forward and backward pass, as Rust.
                #vis const SOURCE: &'static str = #source;
            }
        }
    }
}

impl Emit<'_> {
    /// What each chain is, as comments.
    fn chains(&self) -> String {
        let nodes = self.graph.blocks.iter().flat_map(|block| &block.nodes);
        let chains = nodes.filter_map(|node| match node {
            Node::Call(call) => match &call.op {
                Op::Chain(chain) => Some(format!("// {}\n", self.graph.definition(chain))),
                _ => None,
            },
            _ => None,
        });
        let chains: String = chains.collect();
        if chains.is_empty() { chains } else { ABOUT_CHAINS.to_owned() + &chains }
    }

    /// The user's line that a call is made of, as a comment, if the derived code is to be shown and the `last` call was
    /// made of another one.
    pub fn new_line<'a>(&'a self, node: &Node, last: &mut Option<&'a str>) -> Option<TokenStream> {
        let Node::Call(call) = node else { return None };
        let line = self.graph.lines.get(&call.out)?;
        if last.replace(line) == Some(line) {
            return None;
        }
        let line = format!(" {line}");
        Some(quote!(#[doc = #line]))
    }
}

/// The user's lines, which are doc attributes among tokens, as ordinary comments.
fn with_comments(text: &str) -> String {
    let comment = |line: &str| match line.trim_start().strip_prefix("///") {
        Some(comment) => format!("{}//{comment}\n", " ".repeat(line.len() - line.trim_start().len())),
        None => format!("{line}\n"),
    };
    text.lines().map(comment).collect()
}

/// A statement as its author would write it; of one that takes several lines, the first.
pub fn line(statement: &impl ToTokens) -> String {
    let body = text(&quote!(fn body() { #statement }));
    body.lines().nth(1).unwrap_or_default().trim().to_owned()
}

#[cfg(any(feature = "show", test))]
fn text(passes: &TokenStream) -> String {
    syn::parse2(passes.clone()).map_or_else(|error| error.to_string(), |file| prettyplease::unparse(&file))
}

#[cfg(not(any(feature = "show", test)))]
fn text(_: &TokenStream) -> String {
    "build with the feature `show` of tapeless to see the derived code here".into()
}
