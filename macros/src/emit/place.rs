//! Where values and cotangents are, as expressions.

use std::collections::{BTreeSet, HashSet};
use std::ops::Deref;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Ident, Index, Member};

use super::{Emit, field};
use crate::graph::*;
use crate::reverse::Place;

/// Derived code, written for one token of the user's: a debugger shows it there.
#[derive(Clone, Copy)]
pub struct At<'a> {
    pub emit: &'a Emit<'a>,
    pub span: Span,
}

impl<'a> Deref for At<'a> {
    type Target = Emit<'a>;
    fn deref(&self) -> &Emit<'a> {
        self.emit
    }
}

impl Emit<'_> {
    pub fn cotangent_name(&self, value: ValueId) -> Ident {
        format_ident!("ct_{}", self.graph.values[value].name)
    }
}

impl At<'_> {
    /// A local of the derived code.
    pub fn local(&self, name: &str) -> Ident {
        Ident::new(name, self.span)
    }

    /// A local of the derived code for one block: `saved`, `saved2`.
    pub fn of_block(&self, name: &str, block: BlockId) -> Ident {
        if block == ROOT { self.local(name) } else { self.local(&format!("{name}{block}")) }
    }

    /// A name of the user's, mentioned here.
    pub fn mention(&self, name: &Ident) -> Ident {
        let mut name = name.clone();
        name.set_span(self.span.resolved_at(name.span()));
        name
    }

    /// The place of a value that has one of its own.
    pub fn place(&self, value: ValueId) -> TokenStream {
        let (span, name) = (self.span, self.mention(&self.graph.values[value].name));
        match &self.graph.values[value].home {
            // References, which a field or an element is reached through as it is.
            Home::Parameter(_) | Home::Carried(_) | Home::AfterLoop { .. } | Home::Local => {
                quote_spanned!(span=> #name)
            }
            Home::Inline(value) | Home::Number { value, .. } => value.clone(),
            Home::Slot(block) => {
                let saved = self.of_block("saved", *block);
                quote_spanned!(span=> #saved.#name)
            }
            Home::Kept(block) => {
                let kept = self.of_block("kept", *block);
                quote_spanned!(span=> #kept.#name)
            }
            Home::ArmResult { result, .. } => self.place(*result),
            Home::Passing => unreachable!("only its chain uses it"),
            Home::Result(None) => {
                let out = self.local("out");
                quote_spanned!(span=> (*#out))
            }
            Home::Result(Some(part)) => {
                let (out, part) = (self.local("out"), Index::from(*part));
                quote_spanned!(span=> #out.#part)
            }
        }
    }

    /// Which part of the function's result the value is, if it is one.
    fn part_of_result(&self, value: ValueId) -> Option<Option<usize>> {
        match self.graph.values[value].home {
            Home::Result(part) => Some(part),
            Home::ArmResult { result, .. } => self.part_of_result(result),
            _ => None,
        }
    }

    /// A reference to the result, its cotangent, or a part of it. Of a generic function's result rustc does not see that
    /// it is the type at the end of the chain of projections.
    fn of_result(&self, whole: &str, part: Option<usize>, mutable: bool) -> TokenStream {
        let span = self.span;
        let (whole, mutable) = (self.local(whole), mutable.then(|| quote_spanned!(span=> mut)));
        let reference = match part {
            None => quote_spanned!(span=> #whole),
            Some(part) => {
                let part = Index::from(part);
                quote_spanned!(span=> &#mutable #whole.#part)
            }
        };
        let is_plain = self.function.generics.params.is_empty() || !self.graph.has_body();
        match (is_plain, mutable) {
            (true, _) => reference,
            (false, None) => quote_spanned!(span=> tl::same(#reference)),
            (false, Some(_)) => quote_spanned!(span=> tl::same_mut(#reference)),
        }
    }

    /// The region that a value shares, if it does.
    fn region(&self, value: ValueId) -> Option<TokenStream> {
        let span = self.span;
        let Home::Slot(block) = self.graph.values[value].home else { return None };
        let region = self.local(&format!("region{}", self.plan.primal(value)?));
        let scratch = self.of_block("scratch", block);
        Some(quote_spanned!(span=> #scratch.#region))
    }

    /// A value's place, to write to.
    pub fn write(&self, value: ValueId) -> TokenStream {
        let span = self.span;
        if let Some(part) = self.part_of_result(value) {
            return self.of_result("out", part, true);
        }
        let place = self.place(value);
        match self.region(value) {
            Some(region) => quote_spanned!(span=> #place.write(&mut #region)),
            None => quote_spanned!(span=> &mut #place),
        }
    }

    /// A reference to an operand.
    pub fn read(&self, operand: &Operand) -> TokenStream {
        let (value, span) = (&self.graph.values[operand.value], self.span);
        let is_reference =
            matches!(value.home, Home::Parameter(_) | Home::Carried(_) | Home::AfterLoop { .. });
        if is_reference && operand.is_whole() {
            return self.mention(&value.name).to_token_stream();
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
        let span = self.span;
        let place = self.place(operand.value);
        match self.region(operand.value) {
            Some(_) if operand.is_whole() => quote_spanned!(span=> #place.primal()),
            Some(_) => {
                let path = self.path(&operand.path);
                quote_spanned!(span=> tl::Primal::of(&#place.primal::<tl::Yes>().get() #path))
            }
            None => {
                let read = self.read(operand);
                quote_spanned!(span=> tl::Primal::of(#read))
            }
        }
    }

    /// The result of a call as its backward pass takes it.
    pub fn primal_of(&self, value: ValueId) -> TokenStream {
        let span = self.span;
        if let Some(part) = self.part_of_result(value) {
            let out = self.of_result("out", part, false);
            return quote_spanned!(span=> tl::Primal::of(#out));
        }
        let place = self.place(value);
        match self.region(value) {
            Some(_) => quote_spanned!(span=> #place.primal()),
            None => quote_spanned!(span=> tl::Primal::of(&#place)),
        }
    }

    /// A value's cotangent: its place, and the region that it shares, if it does.
    fn cotangent(&self, value: ValueId) -> (TokenStream, Option<TokenStream>) {
        let span = self.span;
        let name = self.mention(&self.cotangent_name(value));
        match &self.graph.values[value].home {
            Home::Slot(block) | Home::Carried(block) | Home::Kept(block) | Home::AfterLoop { block, .. } => {
                let scratch = self.of_block("scratch", *block);
                let region = self.plan.cotangent(value).map(|region| {
                    let region = self.local(&format!("region{region}"));
                    quote_spanned!(span=> #scratch.#region)
                });
                (quote_spanned!(span=> #scratch.#name), region)
            }
            Home::ArmResult { result, .. } if self.reverse.is_active(*result) => self.cotangent(*result),
            Home::ArmResult { arm, .. } => {
                let scratch = self.of_block("scratch", *arm);
                (quote_spanned!(span=> #scratch.#name), None)
            }
            Home::Result(_)
            | Home::Parameter(_)
            | Home::Local
            | Home::Passing
            | Home::Inline(_)
            | Home::Number { .. } => {
                unreachable!("it has no cotangent of its own")
            }
        }
    }

    pub fn read_cotangent(&self, value: ValueId) -> TokenStream {
        let span = self.span;
        if let Some(part) = self.part_of_result(value) {
            return self.of_result("ct", part, false);
        }
        match self.cotangent(value) {
            (place, Some(region)) => quote_spanned!(span=> #place.read(&#region)),
            (place, None) => quote_spanned!(span=> &#place),
        }
    }

    pub fn write_cotangent(&self, value: ValueId) -> TokenStream {
        let span = self.span;
        match self.cotangent(value) {
            (place, Some(region)) => quote_spanned!(span=> #place.write(&mut #region)),
            (place, None) => quote_spanned!(span=> &mut #place),
        }
    }

    /// Where an operand's cotangent goes, in code that runs if somebody wants the cotangents that depend on the
    /// parameters `guard`.
    pub fn sink(
        &self,
        operand: &Operand,
        guard: Option<&BTreeSet<usize>>,
        seen: &mut HashSet<Place>,
    ) -> TokenStream {
        let span = self.span;
        if !self.graph.is_active(operand.value) {
            return quote_spanned!(span=> tl::Sink::skip());
        }
        let value = &self.graph.values[operand.value];
        let first = self.reverse.is_first(operand, self.graph, seen);
        if let Home::Parameter(i) = value.home {
            let sink = self.mention(&self.sinks()[i]);
            let (use_, parts) = (
                if first { quote_spanned!(span=> first) } else { quote_spanned!(span=> later) },
                self.parts(&value.name, &operand.path),
            );
            return quote_spanned!(span=> #sink.#use_() #parts);
        }
        let ct = self.write_cotangent(operand.value);
        let ct = if operand.is_whole() {
            ct
        } else {
            let path = self.path(&operand.path);
            quote_spanned!(span=> &mut (*#ct) #path)
        };
        let mode = if first { quote_spanned!(span=> set) } else { quote_spanned!(span=> add) };
        if guard == Some(&value.depends_on) {
            return quote_spanned!(span=> tl::Sink::#mode(#ct));
        }
        let wanted = self.wanted(operand.value);
        quote_spanned!(span=> #wanted::#mode(#ct))
    }

    /// From a sink of the whole to a part of it: `.field::<field::w1>(|net| &mut net.w1)`.
    fn parts(&self, whole: &Ident, path: &[Step]) -> TokenStream {
        let span = self.span;
        let mut whole = self.local(&whole.unraw().to_string());
        let step = |step: &Step| match step {
            Step::Field(member) => {
                let part = into_field(&whole, member);
                whole = self.local(&match member {
                    Member::Named(name) => name.unraw().to_string(),
                    Member::Unnamed(_) => "part".to_owned(),
                });
                part
            }
            Step::Index(_) => {
                let index = self.path(std::slice::from_ref(step));
                quote_spanned!(span=> .part(|#whole| &mut #whole #index))
            }
        };
        path.iter().map(step).collect()
    }

    /// The mode that says whether anybody wants the cotangent of a value: some parameter above it is wanted.
    pub fn wanted(&self, value: ValueId) -> TokenStream {
        let modes = self.modes();
        let above = self.graph.values[value].depends_on.iter().map(|&i| modes[i].to_token_stream());
        any(above.collect(), self.span)
    }

    /// The user's own expression, under bindings of the variables that it mentions.
    pub fn verbatim(&self, e: &Verbatim) -> TokenStream {
        let tokens = &e.tokens;
        let bindings = e.scope.iter().map(|(name, bound)| {
            let value = self.view(bound);
            quote!(let #name = #value;)
        });
        quote_spanned!(self.span=> { #(#bindings)* #tokens })
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

/// `.field::<field::w1>(|net| &mut net.w1)`: no further if that is `#[frozen]`.
pub fn into_field(whole: &Ident, member: &Member) -> TokenStream {
    let name = field(member);
    quote!(.field::<#name>(|#whole| &mut #whole.#member))
}

/// Wanted if one of the modes is, of which a tuple holds six at most.
fn any(modes: Vec<TokenStream>, span: Span) -> TokenStream {
    match &modes[..] {
        [] => quote_spanned!(span=> tl::Skip),
        [one] => one.clone(),
        [..] if modes.len() <= 6 => quote_spanned!(span=> tl::Any::<(#(#modes),*)>),
        [first @ .., last] => {
            let first = any(first.to_vec(), span);
            quote_spanned!(span=> tl::Any::<(#first, #last)>)
        }
    }
}
