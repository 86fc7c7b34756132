//! `#[differentiable]` from item to items.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Block, ImplItem, Item, Result, ReturnType, Stmt};

use crate::chains::chained;
use crate::emit::{emit, strip, strip_block, strip_method};
use crate::lower::{lower, parameters_only};
use crate::plan::Plan;
use crate::reverse::Reverse;
use crate::signature::{Function, Options};

pub fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let original = item.clone();
    match syn::parse2::<Options>(options).and_then(|options| derive(options, item)) {
        Ok(tokens) => tokens,
        Err(error) => {
            // The user's item stays, so that nothing else breaks with it.
            let (item, error) = (stripped(original), error.into_compile_error());
            quote!(#item #error)
        }
    }
}

fn derive(options: Options, item: TokenStream) -> Result<TokenStream> {
    match syn::parse2(item)? {
        Item::Fn(mut item) => {
            let Derived { tokens, refusal } = derive_function(Function::from_item(&item, options)?);
            strip(&mut item);
            *item.block = checked_body(&item.sig.output, &item.block, &refusal);
            let lints = lints(refusal.is_some());
            Ok(quote!(#lints #item #tokens #refusal))
        }
        Item::Impl(mut block) => {
            let mut derived = Vec::new();
            for item in &block.items {
                if let ImplItem::Fn(method) = item {
                    derived.push(derive_function(Function::from_method(&block, method, options.clone())?));
                }
            }
            let methods = block.items.iter_mut().filter_map(|item| match item {
                ImplItem::Fn(method) => Some(method),
                _ => None,
            });
            for (method, Derived { refusal, .. }) in methods.zip(&derived) {
                strip_method(method);
                method.block = checked_body(&method.sig.output, &method.block, refusal);
            }
            let lints = lints(derived.iter().any(|method| method.refusal.is_some()));
            let derived = derived.iter().map(|Derived { tokens, refusal }| quote!(#tokens #refusal));
            Ok(quote!(#lints #block #(#derived)*))
        }
        item => {
            Err(syn::Error::new_spanned(item, "`#[differentiable]` stands on a function or an `impl` block"))
        }
    }
}

/// What is derived from one function, and why its body was refused, if it was.
struct Derived {
    tokens: TokenStream,
    refusal: Option<TokenStream>,
}

/// Of a function whose body is refused, what the signature tells: whatever uses the function still finds it.
fn derive_function(mut function: Function) -> Derived {
    let lowered =
        if function.options.vjp.is_some() { Ok(parameters_only(&function)) } else { lower(&function) };
    let (graph, refusal) = match lowered {
        Ok(graph) => (graph, None),
        Err(error) => (parameters_only(&function), Some(error.into_compile_error())),
    };
    let graph = chained(graph);
    let reverse = Reverse::new(&graph);
    strip_block(&mut function.body);
    let plan = Plan::new(&graph, &reverse);
    Derived { tokens: emit(&function, &graph, &reverse, &plan), refusal }
}

/// The body of the user's function, as rustc is to check it.
///
/// * `{ let out: T = { body }; out }`: so that rustc says the same of a wrong result here and in the gate, and says it once.
/// * Of a body that is refused rustc says nothing: what is wrong in our words is mostly wrong in its own, too. One without a
///   last expression gets one and is kept, as editors complete what is not finished yet.
fn checked_body(output: &ReturnType, body: &Block, refusal: &Option<TokenStream>) -> Block {
    let ReturnType::Type(_, ty) = output else { return body.clone() };
    if refusal.is_none() {
        let out = syn::Ident::new("out", proc_macro2::Span::mixed_site());
        return syn::parse_quote!({
            let #out: #ty = #body;
            #out
        });
    }
    let statements = match body.stmts.last() {
        Some(Stmt::Expr(_, None)) => &[],
        _ => &*body.stmts,
    };
    syn::parse_quote!({
        #(#statements)*
        ::core::unreachable!()
    })
}

/// `dead_code` is allowed as a function may be called through what is derived of it alone.
fn lints(is_refused: bool) -> TokenStream {
    match is_refused {
        true => quote!(#[allow(unused, clippy::all)]),
        false => quote!(#[allow(dead_code, clippy::let_and_return, clippy::needless_range_loop)]),
    }
}

fn stripped(item: TokenStream) -> TokenStream {
    match syn::parse2(item.clone()) {
        Ok(Item::Fn(mut item)) => {
            strip(&mut item);
            quote!(#item)
        }
        Ok(Item::Impl(mut block)) => {
            for item in &mut block.items {
                if let ImplItem::Fn(method) = item {
                    strip_method(method);
                }
            }
            quote!(#block)
        }
        _ => item,
    }
}
