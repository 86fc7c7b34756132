//! Where values and cotangents are, as expressions.

use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Member};

use super::{Emit, of_block, own};
use crate::graph::*;
use crate::hash::hash;
use crate::reverse::Place;

impl Emit<'_> {
    /// The place of a value that has one of its own.
    fn place(&self, value: ValueId) -> TokenStream {
        let name = &self.graph.values[value].name;
        match &self.graph.values[value].home {
            // References, which a field or an element is reached through as it is.
            Home::Parameter(_) | Home::Carried(_) | Home::AfterLoop { .. } | Home::Local => quote!(#name),
            Home::Inline(value) | Home::Number { value, .. } => value.clone(),
            Home::Slot(block) => {
                let saved = of_block("saved", *block);
                quote!(#saved.#name)
            }
            Home::Kept(block) => {
                let kept = of_block("kept", *block);
                quote!(#kept.#name)
            }
            Home::ArmResult { result, .. } => self.place(*result),
            Home::Result(part) => part_of(own("out"), *part),
            Home::Passing => unreachable!("only its chain uses it"),
        }
    }

    /// The region that a value shares, if it does.
    fn region(&self, value: ValueId) -> Option<TokenStream> {
        let Home::Slot(block) = self.graph.values[value].home else { return None };
        let region = format_ident!("region{}", self.plan.primal(value)?);
        let scratch = of_block("scratch", block);
        Some(quote!(#scratch.#region))
    }

    /// A value's place, to write to.
    pub fn write(&self, value: ValueId) -> TokenStream {
        let place = self.place(value);
        match self.region(value) {
            Some(region) => quote!(#place.write(&mut #region)),
            None => quote!(&mut #place),
        }
    }

    /// A reference to an operand.
    pub fn read(&self, operand: &Operand) -> TokenStream {
        let (value, span) = (&self.graph.values[operand.value], operand.span);
        let is_reference =
            matches!(value.home, Home::Parameter(_) | Home::Carried(_) | Home::AfterLoop { .. });
        if is_reference && operand.is_whole() {
            let name = &value.name;
            return quote_spanned!(span=> #name);
        }
        let (place, path) = (self.place(operand.value), self.path(&operand.path));
        match self.region(operand.value) {
            Some(region) if operand.is_whole() => quote_spanned!(span=> #place.read(&#region)),
            Some(region) => quote_spanned!(span=> &#place.read(&#region) #path),
            None => quote_spanned!(span=> &#place #path),
        }
    }

    /// An operand as a backward pass takes it.
    pub fn primal(&self, operand: &Operand) -> TokenStream {
        let place = self.place(operand.value);
        match self.region(operand.value) {
            Some(_) if operand.is_whole() => quote!(#place.primal()),
            Some(_) => {
                let path = self.path(&operand.path);
                quote!(tl::Primal::of(&#place.primal::<tl::Yes>().get() #path))
            }
            None => {
                let read = self.read(operand);
                quote!(tl::Primal::of(#read))
            }
        }
    }

    /// The result of a call as its backward pass takes it.
    pub fn primal_of(&self, value: ValueId) -> TokenStream {
        let place = self.place(value);
        match self.region(value) {
            Some(_) => quote!(#place.primal()),
            None => quote!(tl::Primal::of(&#place)),
        }
    }

    /// A value's cotangent: its place, and the region that it shares, if it does.
    fn cotangent(&self, value: ValueId) -> (TokenStream, Option<TokenStream>) {
        let name = self.cotangent_name(value);
        match &self.graph.values[value].home {
            Home::Slot(block) | Home::Carried(block) | Home::Kept(block) | Home::AfterLoop { block, .. } => {
                let scratch = of_block("scratch", *block);
                let region = self.plan.cotangent(value).map(|region| {
                    let region = format_ident!("region{region}");
                    quote!(#scratch.#region)
                });
                (quote!(#scratch.#name), region)
            }
            Home::ArmResult { result, .. } if self.reverse.is_active(*result) => self.cotangent(*result),
            Home::ArmResult { arm, .. } => {
                let scratch = of_block("scratch", *arm);
                (quote!(#scratch.#name), None)
            }
            Home::Result(part) => (part_of(own("ct"), *part), None),
            Home::Parameter(_) | Home::Local | Home::Passing | Home::Inline(_) | Home::Number { .. } => {
                unreachable!("it has no cotangent of its own")
            }
        }
    }

    pub fn read_cotangent(&self, value: ValueId) -> TokenStream {
        match self.cotangent(value) {
            (place, Some(region)) => quote!(#place.read(&#region)),
            (place, None) => quote!(&#place),
        }
    }

    pub fn write_cotangent(&self, value: ValueId) -> TokenStream {
        match self.cotangent(value) {
            (place, Some(region)) => quote!(#place.write(&mut #region)),
            (place, None) => quote!(&mut #place),
        }
    }

    pub fn cotangent_name(&self, value: ValueId) -> Ident {
        format_ident!("ct_{}", self.graph.values[value].name)
    }

    /// Where an operand's cotangent goes.
    pub fn sink(&self, operand: &Operand, seen: &mut HashSet<Place>) -> TokenStream {
        if !self.graph.is_active(operand.value) {
            return quote!(tl::Sink::skip());
        }
        let first = self.reverse.is_first(operand, self.graph, seen);
        let path = self.path(&operand.path);
        if let Home::Parameter(i) = self.graph.values[operand.value].home {
            let sink = &self.sinks()[i];
            let (method, part) = (if first { quote!(first) } else { quote!(later) }, own("part"));
            let part_of_it = if operand.is_whole() { quote!(#part) } else { quote!(&mut #part #path) };
            let only_if = only_if(&self.graph.values[operand.value].ty, &operand.path);
            return quote!(#sink.#method(|#part| #part_of_it) #only_if);
        }
        let (ct, wanted) = (self.write_cotangent(operand.value), self.wanted(operand.value));
        let mode = if first { quote!(Set) } else { quote!(Add) };
        let ct = if operand.is_whole() { ct } else { quote!(&mut (*#ct) #path) };
        quote!(tl::into::<#wanted, tl::#mode, _>(#ct))
    }

    /// The mode that says whether anybody wants the cotangent of a value: some parameter above it is wanted.
    pub fn wanted(&self, value: ValueId) -> TokenStream {
        let modes = self.modes();
        let mut above = self.graph.values[value].depends_on.iter().map(|&i| &modes[i]);
        let first = above.next().map_or(quote!(tl::Skip), |mode| quote!(#mode));
        above.fold(first, |others, mode| quote!(tl::Or<#others, #mode>))
    }

    /// The user's own expression, under bindings of the variables that it mentions.
    pub fn verbatim(&self, e: &Verbatim) -> TokenStream {
        let tokens = &e.tokens;
        let bindings = e.scope.iter().map(|(name, bound)| {
            let value = self.view(bound);
            quote!(let #name = #value;)
        });
        quote!({ #(#bindings)* #tokens })
    }

    fn view(&self, bound: &Bound) -> TokenStream {
        match bound {
            Bound::One(operand) => {
                let value = self.read(operand);
                quote!(tl::Value::view(#value))
            }
            Bound::Tuple(parts) => {
                let parts = parts.iter().map(|part| self.view(part));
                quote!((#(#parts,)*))
            }
        }
    }

    /// The fields and indices of a path: `.fc1.w`, `.layers[i]`.
    pub fn path(&self, steps: &[Step]) -> TokenStream {
        let step = |step: &Step| match step {
            Step::Field(member) => quote!(.#member),
            Step::Index(index) if index.scope.is_empty() => {
                let index = &index.tokens;
                quote!([#index])
            }
            Step::Index(index) => {
                let index = self.verbatim(index);
                quote!([#index])
            }
        };
        steps.iter().map(step).collect()
    }
}

/// On the way to a field: no further if it is `#[frozen]`.
fn only_if(whole: &TokenStream, path: &[Step]) -> TokenStream {
    let (mut ty, mut conditions) = (whole.clone(), TokenStream::new());
    for step in path {
        ty = match step {
            Step::Field(member) => {
                let field = as_field(&ty, member);
                conditions.extend(quote!(.only_if::<#field::Wanted>()));
                quote!(#field::Type)
            }
            Step::Index(_) => quote!(<#ty as tl::Indexed>::Item),
        }
    }
    conditions
}

/// `<Net as Field<HASH>>`
pub fn as_field(ty: &TokenStream, member: &Member) -> TokenStream {
    let key = hash(&member.to_token_stream().to_string());
    quote!(<#ty as tl::Field<#key>>)
}

fn part_of(whole: Ident, part: Option<usize>) -> TokenStream {
    match part {
        None => quote!((*#whole)),
        Some(i) => {
            let i = syn::Index::from(i);
            quote!(#whole.#i)
        }
    }
}
