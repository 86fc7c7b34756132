//! The struct, its start, its forward pass, and the types of its fields.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{FnArg, Ident, Pat, Result, Type, parse_quote};

use super::parse::{Kind, Line, Network};
use super::shapes;

/// A layer that has parameters, where it lies, and what comes into it.
pub struct Layer<'a> {
    /// `hidden`, or `block`, `hidden`.
    pub path: Vec<&'a Ident>,
    pub ty: &'a Type,
    /// The variable that it is called on; none for the network's input.
    pub input: Option<Ident>,
}

/// What is collected line by line.
struct Emit<'a> {
    network: &'a Network,
    layers: Vec<Layer<'a>>,
    /// The forward pass, with layers as fields of `self`, and with layers as parameters of their own.
    body: TokenStream,
    bare: TokenStream,
    variables: usize,
    structs: TokenStream,
}

pub fn emit(network: &Network) -> Result<TokenStream> {
    let mut emit =
        Emit { network, layers: vec![], body: quote!(), bare: quote!(), variables: 0, structs: quote!() };
    let out = emit.lines(&network.lines, &[], None)?;
    let fields = emit.fields(&network.lines, &network.name, &mut 0);
    let (attrs, vis, name, generics) = (&network.attrs, &network.vis, &network.name, &network.generics);
    let shapes = shapes::emit(network, &emit.layers, &emit.bare, &out)?;
    let (start, method, structs) = (emit.start(), emit.forward(&out), &emit.structs);
    Ok(quote! {
        #(#attrs)*
        #[derive(::tapeless::Params)]
        #vis struct #name #generics {
            #fields
        }
        #structs
        #shapes
        #start
        #method
    })
}

impl<'a> Emit<'a> {
    /// The lines one after the other; the variable that holds their result.
    fn lines(
        &mut self,
        lines: &'a [Line],
        above: &[&'a Ident],
        input: Option<Ident>,
    ) -> Result<Option<Ident>> {
        let mut last = input;
        for line in lines {
            last = Some(self.line(line, above, last)?);
        }
        Ok(last)
    }

    fn line(&mut self, line: &'a Line, above: &[&'a Ident], input: Option<Ident>) -> Result<Ident> {
        let x = self.network.input()?;
        // The input is a reference already.
        let (value, borrowed) = match &input {
            Some(variable) => (quote!(#variable), quote!(&#variable)),
            None => (quote!(#x), quote!(#x)),
        };
        Ok(match line {
            Line::Layer { name, ty } => {
                let path: Vec<_> = above.iter().copied().chain([name]).collect();
                let layer = layer_name(self.layers.len());
                self.layers.push(Layer { path: path.clone(), ty, input });
                let out = self.variable(name.span());
                let forward = Ident::new("forward", ty.span());
                self.body.extend(quote_spanned!(ty.span()=> let #out = self #(.#path)*.#forward(#borrowed);));
                self.bare.extend(quote_spanned!(ty.span()=> let #out = #layer.#forward(#borrowed);));
                out
            }
            Line::Method { name, generics, args } => {
                let out = self.variable(name.span());
                let turbofish = generics.as_ref().map(|generics| quote!(#generics));
                let call = quote_spanned!(name.span()=> let #out = #value.#name #turbofish(#(#args),*););
                self.both(call);
                out
            }
            Line::Function { path, args } => {
                let out = self.variable(path.span());
                let call = quote_spanned!(path.span()=> let #out = #path(#borrowed #(, #args)*););
                self.both(call);
                out
            }
            Line::Block { name, kind, lines } => {
                let path: Vec<_> = above.iter().copied().chain([name]).collect();
                let inner = self.lines(lines, &path, input)?.expect("a block has a line");
                if *kind == Kind::Sequential {
                    return Ok(inner);
                }
                let out = self.variable(name.span());
                let plus = quote_spanned!(name.span()=> +);
                self.both(quote_spanned!(name.span()=> let #out = #inner #plus #borrowed;));
                out
            }
        })
    }

    fn both(&mut self, statement: TokenStream) {
        self.body.extend(statement.clone());
        self.bare.extend(statement);
    }

    fn variable(&mut self, span: Span) -> Ident {
        self.variables += 1;
        format_ident!("h{}", self.variables, span = span)
    }

    /// The fields of a struct of these lines, and structs for the blocks among them.
    fn fields(&mut self, lines: &'a [Line], of: &Ident, layers: &mut usize) -> TokenStream {
        let network = self.network;
        let (vis, generics) = (&network.vis, &network.generics);
        let (_, arguments, _) = generics.split_for_impl();
        let mut fields = quote!();
        for line in lines {
            match line {
                Line::Layer { name, ty } => {
                    let field = network.nth(*layers, ty.span());
                    let doc = format!("`{}`", ty.to_token_stream());
                    fields.extend(quote!(#[doc = #doc] pub #name: #field,));
                    *layers += 1;
                }
                Line::Block { name, lines, .. } => {
                    let block = format_ident!("{of}{}", camel(&name.to_string()), span = name.span());
                    let inner = self.fields(lines, &block, layers);
                    let doc = format!("The parameters of `{name}` in [`{of}`].");
                    self.structs.extend(quote! {
                        #[doc = #doc]
                        #[derive(::tapeless::Params)]
                        #vis struct #block #generics {
                            #inner
                        }
                    });
                    let doc = format!("The block `{name}`.");
                    fields.extend(quote!(#[doc = #doc] pub #name: #block #arguments,));
                }
                Line::Method { .. } | Line::Function { .. } => {}
            }
        }
        fields
    }

    fn start(&self) -> TokenStream {
        let name = &self.network.name;
        let (generics, arguments, clause) = self.network.generics.split_for_impl();
        let starts = self.layers.iter().map(|layer| {
            let path = &layer.path;
            quote!(::tapeless::init::Init::init(&mut self #(.#path)*, rng);)
        });
        let mut with_input = self.network.generics.clone();
        with_input.params.push(parse_quote!(__X));
        let (with_input, _, _) = with_input.split_for_impl();
        quote! {
            impl #generics ::tapeless::init::Init for #name #arguments #clause {
                fn init<R: ::tapeless::random::Rng + ?Sized>(&mut self, rng: &mut R) {
                    #(#starts)*
                }
            }
            impl #with_input ::tapeless::nn::Layer<__X> for #name #arguments #clause {
                type Params = Self;
            }
        }
    }

    fn forward(&self, out: &Option<Ident>) -> TokenStream {
        let (name, forward, body) = (&self.network.name, &self.network.forward, &self.body);
        let (generics, arguments, clause) = self.network.generics.split_for_impl();
        let mut signature = forward.signature.clone();
        signature.inputs.insert(0, parse_quote!(&self));
        let (vis, attrs) = (&forward.vis, &forward.attrs);
        let derives = attrs.iter().any(|attr| attr.path().is_ident("differentiable"));
        let derive = (!derives).then(|| quote!(#[::tapeless::differentiable]));
        quote! {
            #derive
            #(#attrs)*
            impl #generics #name #arguments #clause {
                /// The layers, one after the other.
                #vis #signature {
                    #body
                    #out
                }
            }
        }
    }
}

impl Network {
    /// The name of the input.
    pub fn input(&self) -> Result<&Ident> {
        let first = self.forward.signature.inputs.first();
        match first {
            Some(FnArg::Typed(typed)) if matches!(&*typed.ty, Type::Reference(_)) => match &*typed.pat {
                Pat::Ident(name) => Ok(&name.ident),
                pat => Err(syn::Error::new_spanned(pat, "expected a plain name for the input")),
            },
            other => Err(syn::Error::new_spanned(
                other,
                "the input of a network is a reference: `x: &Matrix<f32, B, 64>`",
            )),
        }
    }

    /// The type of the parameters of a layer, by its number.
    pub fn nth(&self, layer: usize, span: Span) -> TokenStream {
        let (name, (_, arguments, _)) = (&self.name, self.generics.split_for_impl());
        quote_spanned!(span=> <#name #arguments as ::tapeless::nn::Nth<#layer>>::Params)
    }
}

/// A layer as a parameter of its own.
pub fn layer_name(layer: usize) -> Ident {
    format_ident!("l{layer}")
}

/// `first_block` as a part of a type's name: `FirstBlock`.
fn camel(name: &str) -> String {
    let mut words = name.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    });
    words.by_ref().collect()
}
