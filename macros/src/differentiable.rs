//! `#[differentiable]` from item to items.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Block, ImplItem, Item, Result, ReturnType};

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

// `dead_code` is allowed as a function may be called through what is derived of it alone.
fn derive(options: Options, item: TokenStream) -> Result<TokenStream> {
    match syn::parse2(item)? {
        Item::Fn(mut item) => {
            let function = Function::from_item(&item, options)?;
            let derived = derive_function(function);
            strip(&mut item);
            *item.block = bound_result(&item.sig.output, &item.block);
            Ok(
                quote!(#[allow(dead_code, clippy::let_and_return, clippy::needless_range_loop)] #item #derived),
            )
        }
        Item::Impl(mut block) => {
            let mut derived = TokenStream::new();
            for item in &block.items {
                if let ImplItem::Fn(method) = item {
                    derived.extend(derive_function(Function::from_method(&block, method, options.clone())?));
                }
            }
            for item in &mut block.items {
                if let ImplItem::Fn(method) = item {
                    strip_method(method);
                    method.block = bound_result(&method.sig.output, &method.block);
                }
            }
            Ok(
                quote!(#[allow(dead_code, clippy::let_and_return, clippy::needless_range_loop)] #block #derived),
            )
        }
        item => {
            Err(syn::Error::new_spanned(item, "`#[differentiable]` stands on a function or an `impl` block"))
        }
    }
}

/// `{ let out: T = { body }; out }`: so that rustc says the same of a wrong result here and in the gate, and says it once.
fn bound_result(output: &ReturnType, body: &Block) -> Block {
    let ReturnType::Type(_, ty) = output else { return body.clone() };
    let out = syn::Ident::new("out", proc_macro2::Span::mixed_site());
    syn::parse_quote!({
        let #out: #ty = #body;
        #out
    })
}

/// Of a function whose body is refused, what the signature tells: whatever uses the function still finds it.
fn derive_function(mut function: Function) -> TokenStream {
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
    let derived = emit(&function, &graph, &reverse, &plan);
    quote!(#derived #refusal)
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
