//! The types of the parameters: the forward pass as a function of its layers, lowered for the types of its values.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, GenericParam, Generics, Ident, Pat, Result, Type, parse_quote};

use super::emit::{Layer, layer_name};
use super::parse::Network;
use crate::emit::{Emit, callees, fields, is_bool, stand_ins, turbofish};
use crate::graph::{Node, ROOT};
use crate::lower::lower;
use crate::plan::Plan;
use crate::reverse::Reverse;
use crate::signature::{Function, Param};

/// `impl Nth<0> for Net { type Params = <Linear<256> as Layer<…>>::Params; }` and so on.
pub fn emit(
    network: &Network,
    layers: &[Layer],
    bare: &TokenStream,
    out: &Option<Ident>,
) -> Result<TokenStream> {
    let shapes = Ident::new("Shapes", Span::mixed_site());
    let (generics, arguments, clause) = network.generics.split_for_impl();
    let me = quote!(#shapes #arguments);
    let inputs = network.forward.signature.inputs.iter().map(input).collect::<Result<Vec<_>>>()?;
    let first = inputs.len();
    let layer_params = layers.iter().enumerate().map(|(i, layer)| {
        let before = layer.input.as_ref().map_or(quote!(P0), |variable| quote!(#variable));
        let (name, layer) = (layer_name(i), layer.ty);
        let ty =
            quote_spanned!(layer.span()=> <#layer as ::tapeless::nn::Layer<<#me as Types>::#before>>::Params);
        Ok(Param { name, ty: syn::parse2(ty)?, by_reference: true })
    });
    let function = Function {
        vis: network.vis.clone(),
        name: shapes.clone(),
        generics: network.generics.clone(),
        params: inputs.into_iter().map(Ok).chain(layer_params).collect::<Result<_>>()?,
        result: parse_quote!(()),
        body: parse_quote!({ #bare #out }),
        method: None,
        options: Default::default(),
    };
    let graph = lower(&function)?;
    let reverse = Reverse::new(&graph);
    let plan = Plan::new(&graph, &reverse);
    let emit = Emit::new(&function, &graph, &reverse, &plan);

    let gate = gate(&emit, layers, first);
    let gated = |ty: &Type| match gate {
        Some(_) => quote!(<#ty as ::tapeless::derived::Pass<{ SHAPES }>>::Same),
        None => quote!(#ty),
    };
    let (param_names, param_types): (Vec<_>, Vec<_>) =
        function.params.iter().enumerate().map(|(i, p)| (format_ident!("P{i}"), gated(&p.ty))).unzip();
    let calls = graph.blocks[ROOT].nodes.iter().filter_map(|node| match node {
        Node::Call(call) => Some((&graph.values[call.out].name, call.rule())),
        _ => None,
    });
    let (names, rules): (Vec<_>, Vec<_>) = calls.unzip();
    let nths = (0..layers.len()).map(|i| {
        let (name, param) = (&network.name, format_ident!("P{}", first + i));
        quote!(impl #generics ::tapeless::nn::Nth<#i> for #name #arguments #clause { type Params = <#me as Types>::#param; })
    });
    let (fields, callees) = (fields(&graph), callees(&graph, gate.is_some()));
    let batch = items(&network.forward.signature.generics);
    let types: Vec<_> = network.generics.type_params().map(|t| &t.ident).collect();
    let (declared, vis) = (&network.generics, &network.vis);
    Ok(quote! {
        #[allow(non_camel_case_types, unused, private_interfaces)]
        const _: () = {
            use ::tapeless::derived as tl;
            #fields
            #batch
            #gate
            #vis struct #shapes #declared (::core::marker::PhantomData<(#(#types,)*)>);
            #vis trait Types {
                #(type #param_names;)*
                #(type #names;)*
            }
            impl #generics Types for #me #clause {
                #(type #param_names = #param_types;)*
                #(type #names = #rules::Out;)*
            }
            #(#nths)*
            #callees
        };
    })
}

/// As in `#[differentiable]`, one mistake gives one error: the lines once more as values of no size, and all types hang on a
/// constant that needs them.
fn gate(emit: &Emit, layers: &[Layer], first: usize) -> Option<TokenStream> {
    let generics = &emit.function.generics;
    let arguments = turbofish(&stand_ins(generics)?);
    let (generics, _, clause) = generics.split_for_impl();
    let inputs = emit.function.params[..first].iter().enumerate().map(|(i, p)| {
        let (value, ty) = (format_ident!("v{i}"), &p.ty);
        quote!(let #value = ::core::marker::PhantomData::<#ty>;)
    });
    let lines = emit.graph.blocks[ROOT].nodes.iter().map(|node| {
        let layer = match node {
            Node::Call(call) => {
                call.args[0].value.checked_sub(first).and_then(|i| Some((layers.get(i)?, call)))
            }
            _ => None,
        };
        let params = layer.map(|(layer, call)| {
            let (ty, params, input) = (
                layer.ty,
                format_ident!("v{}", call.args[0].value),
                format_ident!("v{}", call.args[1].value),
            );
            quote_spanned!(ty.span()=> let #params = #input.layer::<#ty>();)
        });
        let line = emit.shadow_node(node);
        let line = match node {
            Node::Call(call) => at(call.span, line),
            _ => line,
        };
        quote!(#params #line)
    });
    Some(quote! {
        fn lines #generics () -> impl Sized #clause {
            use ::tapeless::{derived::shadow::Call as _, nn::Before as _};
            #(#inputs)*
            #(#lines)*
        }
        const BODY: usize = 0;
        const SHAPES: usize = ::tapeless::derived::probe0(lines #arguments);
    })
}

/// The same tokens, so that an error in them is one of this line.
fn at(span: Span, tokens: TokenStream) -> TokenStream {
    let respanned = |mut token: TokenTree| {
        if let TokenTree::Group(group) = &token {
            token = TokenTree::Group(Group::new(group.delimiter(), at(span, group.stream())));
        }
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respanned).collect()
}

/// Generics that the method has of its own, as items, so that types that mention them can be written down.
fn items(generics: &Generics) -> TokenStream {
    let items = generics.params.iter().map(|param| match param {
        GenericParam::Const(c) => {
            let (name, ty) = (&c.ident, &c.ty);
            let one = if is_bool(ty) { quote!(false) } else { quote!(1) };
            quote!(const #name: #ty = #one;)
        }
        GenericParam::Type(t) => {
            let name = &t.ident;
            quote!(type #name = ::tapeless::Dim<1>;)
        }
        GenericParam::Lifetime(_) => quote!(),
    });
    items.collect()
}

fn input(input: &FnArg) -> Result<Param> {
    let FnArg::Typed(typed) = input else { unreachable!("the parser refuses `&self`") };
    let Pat::Ident(pattern) = &*typed.pat else {
        return Err(syn::Error::new_spanned(&typed.pat, "expected a plain name for this argument"));
    };
    let (ty, by_reference) = match &*typed.ty {
        Type::Reference(reference) => ((*reference.elem).clone(), true),
        ty => (ty.clone(), false),
    };
    Ok(Param { name: pattern.ident.clone(), ty, by_reference })
}
