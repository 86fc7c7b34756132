//! The backward pass: the nodes in reverse, each sending the cotangent of its result to its arguments.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Ident, Member};

use super::forward::arm_pattern;
use super::place::into_field;
use super::{Emit, field};
use crate::graph::*;
use crate::reverse::{Fields, Place};

impl Emit<'_> {
    pub fn backward(&self, block: BlockId, seen: &mut HashSet<Place>) -> TokenStream {
        // What loops left behind is bound first, in the order of the program.
        let after = self.graph.blocks[block].nodes.iter().filter_map(|node| match node {
            Node::Loop(l) => Some(self.after_loop(l, block)),
            _ => None,
        });
        let (cleared, after): (TokenStream, TokenStream) = (self.clear(block, None), after.collect());
        let (mut passes, mut line) = (Passes::default(), None);
        for (i, node) in self.graph.blocks[block].nodes.iter().enumerate().rev() {
            passes.add(None, self.clear(block, Some(i)));
            let wanted = match node {
                Node::Call(call) if self.reverse.is_active(call.out) => {
                    Some(self.at(call.span).wanted(call.out))
                }
                _ => None,
            };
            let piece = self.backward_node(node, block, seen);
            let line = if piece.is_empty() { None } else { self.new_line(node, &mut line) };
            passes.add(wanted, quote!(#line #piece));
        }
        let passes = passes.finish();
        quote!(#cleared #after #passes)
    }

    fn clear(&self, block: BlockId, node: Option<usize>) -> TokenStream {
        let cleared = self.reverse.cleared(block, node).map(|value| {
            let at = self.at(self.graph.values[value].name.span());
            let (ct, span) = (at.write_cotangent(value), at.span);
            quote_spanned!(span=> tl::Zeroed::set_zero(#ct);)
        });
        cleared.collect()
    }

    fn backward_node(&self, node: &Node, block: BlockId, seen: &mut HashSet<Place>) -> TokenStream {
        match node {
            Node::Call(call) if self.reverse.is_active(call.out) => self.backward_call(call, block, seen),
            Node::Loop(l) if l.carried.iter().any(|c| self.reverse.is_active(c.inside)) => {
                self.backward_loop(l, block, seen)
            }
            Node::Branch(b) if b.results.iter().any(|&r| self.reverse.is_active(r)) => {
                self.backward_branch(b, block, seen)
            }
            _ => quote!(),
        }
    }

    fn backward_call(&self, call: &Call, block: BlockId, seen: &mut HashSet<Place>) -> TokenStream {
        let active: Vec<usize> =
            (0..call.args.len()).filter(|&i| self.graph.is_active(call.args[i].value)).collect();
        let values: HashSet<ValueId> = active.iter().map(|&i| call.args[i].value).collect();
        // Two arguments that are one value would need its slot twice: one call for each, from the last to the first.
        if values.len() == active.len() {
            self.backward_once(call, block, None, seen)
        } else {
            active.iter().rev().map(|&i| self.backward_once(call, block, Some(i), seen)).collect()
        }
    }

    fn backward_once(
        &self,
        call: &Call,
        block: BlockId,
        only: Option<usize>,
        seen: &mut HashSet<Place>,
    ) -> TokenStream {
        let at = self.at(call.span);
        let (backward, span) = (at.pass(call, "backward"), at.span);
        let args = call.args.iter().map(|arg| at.primal(arg));
        let (out, ct) = (at.primal_of(call.out), at.read_cotangent(call.out));
        let (saved, scratch) = (at.saved(call, block), at.scratch(call, block));
        let guard = &self.graph.values[call.out].depends_on;
        let sinks: Vec<_> = call
            .args
            .iter()
            .enumerate()
            .map(|(i, arg)| match only {
                Some(which) if which != i => quote_spanned!(span=> tl::Sink::skip()),
                _ => at.sink(arg, Some(guard), seen),
            })
            .collect();
        quote_spanned!(span=> #backward(#(#args,)* #out, &#saved, #scratch, #ct, #(#sinks),*);)
    }

    fn backward_loop(&self, l: &Loop, block: BlockId, seen: &mut HashSet<Place>) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        let scratch = at.of_block("scratch", block);
        let body_scratch = at.of_block("scratch", l.body);
        let (turn, turn_scratch, turns) =
            (at.turn_of(l), at.local(&format!("turn{}", l.body)), self.turns(l, block));
        let active: Vec<&Carried> = l.carried.iter().filter(|c| self.reverse.is_active(c.inside)).collect();
        let start = active.iter().map(|c| {
            let last = at.mention(&self.cotangent_name(c.last));
            if self.reverse.is_active(c.after) {
                let after = at.read_cotangent(c.after);
                quote_spanned!(span=> tl::Zeroed::assign(&mut #body_scratch.#last, tl::same(#after));)
            } else {
                quote_spanned!(span=> tl::Zeroed::set_zero(&mut #body_scratch.#last);)
            }
        });
        let pass_on = active.iter().map(|c| {
            let (last, inside) = (at.mention(&self.cotangent_name(c.last)), at.read_cotangent(c.inside));
            quote_spanned!(span=> tl::Zeroed::assign(&mut #body_scratch.#last, tl::same(#inside));)
        });
        let start: TokenStream = start.collect();
        let pass_on: TokenStream = pass_on.collect();
        let (bind_index, carried) = (at.index_of_turn(l), self.carried_back(l, block, &turn));
        let places = self.body_places_back(l, block);
        let body = self.backward(l.body, seen);
        let end: TokenStream = active
            .iter()
            .filter(|c| self.graph.is_active(c.before.value))
            .map(|c| {
                let (last, sink) = (at.mention(&self.cotangent_name(c.last)), at.sink(&c.before, None, seen));
                quote_spanned!(span=> #sink.put(tl::same(&#body_scratch.#last));)
            })
            .collect();
        quote_spanned! {span=>
            let #body_scratch = #scratch.#turn_scratch.write(&mut #scratch.calls);
            #start
            for #turn in (0..#turns).rev() {
                #bind_index
                #carried
                #places
                #body
                #pass_on
            }
            #end
        }
    }

    /// What the turn saved; under `#[remat]`, computed once more.
    fn body_places_back(&self, l: &Loop, block: BlockId) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        let (saved, scratch, turn) =
            (at.of_block("saved", block), at.of_block("scratch", block), at.turn_of(l));
        let (body_saved, body_kept) = (at.of_block("saved", l.body), at.of_block("kept", l.body));
        let field = |name: &str| at.local(&format!("{name}{}", l.body));
        let (turns, kept) = (field("turns"), field("kept"));
        if !l.remat {
            let kept = (!l.carried.is_empty())
                .then(|| quote_spanned!(span=> let #body_kept = &#saved.#kept[#turn];));
            return quote_spanned! {span=>
                let #body_saved = &#saved.#turns[#turn];
                #kept
            };
        }
        let (again, again_kept, forward) = (field("again"), field("again_kept"), self.forward(l.body));
        let kept = (!l.carried.is_empty())
            .then(|| quote_spanned!(span=> let #body_kept = &mut #scratch.#again_kept;));
        quote_spanned! {span=>
            let #body_saved = &mut #scratch.#again;
            #kept
            #forward
        }
    }

    fn backward_branch(&self, b: &Branch, block: BlockId, seen: &mut HashSet<Place>) -> TokenStream {
        let (at, arms) = (self.at(b.span()), &b.arms);
        let (saved, taken, span) =
            (at.of_block("saved", block), at.local(&format!("taken{}", arms[0])), at.span);
        let before = seen.clone();
        let arms: TokenStream = b
            .arms
            .iter()
            .enumerate()
            .map(|(i, &arm)| {
                let mut seen_here = before.clone();
                let (places, body) =
                    (at.arm_places(arm, block, quote!(&)), self.backward(arm, &mut seen_here));
                seen.extend(seen_here);
                let pattern = arm_pattern(i, b.arms.len());
                quote!(#pattern => { #places #body })
            })
            .collect();
        quote_spanned!(span=> match #saved.#taken { #arms })
    }

    /// Zeroes what the uses of the parameters will not overwrite.
    pub fn clear_parameters(&self) -> TokenStream {
        let (sinks, at) = (self.sinks(), self.at_name());
        let parameters = self.reverse.fields.iter().enumerate().filter(|(i, _)| self.graph.is_active(*i));
        parameters
            .map(|(i, fields)| {
                let sink = &sinks[i];
                let whole = at.local(&self.function.params[i].name.unraw().to_string());
                clear_fields(fields, quote!(#sink), quote!(#sink.first()), &whole)
            })
            .collect()
    }
}

/// Pieces of a backward pass, one after the other; those that run under one condition stand under it together.
#[derive(Default)]
struct Passes {
    done: TokenStream,
    wanted: Option<TokenStream>,
    open: TokenStream,
}

impl Passes {
    /// `piece`, to run if somebody wants a cotangent of this mode, or in any case.
    fn add(&mut self, wanted: Option<TokenStream>, piece: TokenStream) {
        if piece.is_empty() {
            return;
        }
        let same = |a: &TokenStream, b: &TokenStream| a.to_string() == b.to_string();
        if !matches!((&self.wanted, &wanted), (Some(a), Some(b)) if same(a, b)) {
            self.close();
            self.wanted = wanted;
        }
        self.open.extend(piece);
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.done.extend(match self.wanted.take() {
            Some(wanted) if !open.is_empty() => {
                let span =
                    wanted.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span());
                quote_spanned!(span=> if #wanted::ACTIVE { #open })
            }
            _ => open,
        });
    }

    fn finish(mut self) -> TokenStream {
        self.close();
        self.done
    }
}

/// Zeroes what no use of the fields overwrites: `sink` is a sink of them all, `part` the same one to go on from.
fn clear_fields(fields: &Fields, sink: TokenStream, part: TokenStream, whole: &Ident) -> TokenStream {
    if fields.whole {
        return if fields.cleared { quote!(#sink.clear();) } else { quote!() };
    }
    if fields.children.is_empty() {
        return quote!(#sink.clear(););
    }
    let member = |name: &String| -> Member { syn::parse_str(name).expect("a field's name") };
    let used = fields.children.keys().map(|name| field(&member(name)));
    let children: TokenStream = fields
        .children
        .iter()
        .map(|(name, child)| {
            let into = into_field(whole, &member(name));
            let sink = quote!(#part #into);
            clear_fields(child, sink.clone(), sink, &Ident::new("part", whole.span()))
        })
        .collect();
    quote!(#sink.clear_except(&[#(#used::HASH),*]); #children)
}
