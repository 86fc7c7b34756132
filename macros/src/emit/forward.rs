//! The forward pass.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{Expr, Ident};

use super::{At, Emit};
use crate::graph::*;

impl Emit<'_> {
    pub fn forward(&self, block: BlockId) -> TokenStream {
        let mut line = None;
        let with_line = |node| {
            let line = self.new_line(node, &mut line);
            let node = self.forward_node(node, block);
            quote!(#line #node)
        };
        self.graph.blocks[block].nodes.iter().map(with_line).collect()
    }

    fn forward_node(&self, node: &Node, block: BlockId) -> TokenStream {
        match node {
            Node::Call(call) => self.forward_call(call, block),
            Node::Loop(l) => self.forward_loop(l, block),
            Node::Branch(b) => self.forward_branch(b, block),
            Node::Plain(p) => {
                let at = self.at(self.graph.values[p.out].name.span());
                let (out, expr, span) = (at.place(p.out), at.verbatim(&p.expr), at.span);
                quote_spanned!(span=> #out = #expr;)
            }
        }
    }

    fn forward_call(&self, call: &Call, block: BlockId) -> TokenStream {
        let at = self.at(call.span);
        let (args, span) = (call.args.iter().map(|arg| at.read(arg)), at.span);
        let (out, scratch) = (at.write(call.out), at.scratch(call, block));
        if self.is_inference {
            let infer = at.pass(call, "infer");
            return quote_spanned!(span=> #infer(#(#args,)* #out, #scratch););
        }
        let (forward, saved) = (at.pass(call, "forward"), at.saved(call, block));
        quote_spanned!(span=> #forward(#(#args,)* #out, &mut #saved, #scratch);)
    }

    fn forward_loop(&self, l: &Loop, block: BlockId) -> TokenStream {
        let at = self.at(l.span);
        let (saved, turns, span) = (at.of_block("saved", block), &l.turns, at.span);
        let (turn, count, body) =
            (at.turn_of(l), at.local(&format!("count{}", l.body)), self.forward(l.body));
        let (carried, places) = (self.carried_forward(l, block), self.body_places(l, block));
        let bind_index = at.index_of_turn(l);
        let after = self.after_loop(l, block);
        match &l.condition {
            None => quote_spanned! {span=>
                for #turn in 0..#turns {
                    #bind_index
                    #carried
                    #places
                    #body
                }
                #after
            },
            Some(condition) => {
                let condition = at.verbatim(condition);
                let looking = self.carried_back(l, block, &turn);
                quote_spanned! {span=>
                    let mut #turn = 0usize;
                    while #turn < #turns {
                        {
                            #looking
                            if !#condition {
                                break;
                            }
                        }
                        #carried
                        #places
                        #body
                        #turn += 1;
                    }
                    #saved.#count = #turn;
                    #after
                }
            }
        }
    }

    /// The carried variables as this turn finds them, and the place for what it keeps (forward: the turns before are
    /// done, this one is written).
    fn carried_forward(&self, l: &Loop, block: BlockId) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        if l.carried.is_empty() {
            return quote!();
        }
        let (saved, kept) = (at.of_block("saved", block), at.of_block("kept", l.body));
        let (array, turn, before) = (at.local(&format!("kept{}", l.body)), at.turn_of(l), at.local("before"));
        let carried = self.carried_after(l, &before, |c| c.inside);
        quote_spanned! {span=>
            let (#before, #kept) = tl::turn(&mut #saved.#array, #turn);
            #carried
        }
    }

    /// The carried variables as turn `turn` finds them, when all turns are done.
    pub fn carried_back(&self, l: &Loop, block: BlockId, turn: &Ident) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        if l.carried.is_empty() {
            return quote!();
        }
        let (saved, array, before) =
            (at.of_block("saved", block), at.local(&format!("kept{}", l.body)), at.local("before"));
        let carried = self.carried_after(l, &before, |c| c.inside);
        quote_spanned! {span=>
            let #before = tl::kept_before(&#saved.#array, #turn);
            #carried
        }
    }

    /// Names for the carried variables: as the turn `before` left them, or as they were before the loop.
    fn carried_after(&self, l: &Loop, before: &Ident, name: impl Fn(&Carried) -> ValueId) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        let carried = l.carried.iter().map(|c| {
            let (name, start) = (at.mention(&self.graph.values[name(c)].name), at.read(&c.before));
            let last = at.mention(&self.graph.values[c.last].name);
            quote_spanned! {span=>
                let #name = match #before {
                    Some(#before) => tl::same(&#before.#last),
                    None => #start,
                };
            }
        });
        carried.collect()
    }

    /// Where the body of a loop stores.
    fn body_places(&self, l: &Loop, block: BlockId) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        let (saved, scratch) = (at.of_block("saved", block), at.of_block("scratch", block));
        let (body_saved, body_scratch) = (at.of_block("saved", l.body), at.of_block("scratch", l.body));
        let (turns, again, turn_scratch) = (
            at.local(&format!("turns{}", l.body)),
            at.local(&format!("again{}", l.body)),
            at.local(&format!("turn{}", l.body)),
        );
        let turn = at.turn_of(l);
        let place = if l.remat {
            quote_spanned!(span=> #scratch.#again)
        } else {
            quote_spanned!(span=> #saved.#turns[#turn])
        };
        quote_spanned! {span=>
            let #body_saved = &mut #place;
            let #body_scratch = #scratch.#turn_scratch.write(&mut #scratch.calls);
        }
    }

    /// The carried variables after the loop: references, no copies.
    pub fn after_loop(&self, l: &Loop, block: BlockId) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        if l.carried.is_empty() {
            return quote!();
        }
        let (saved, array, last) =
            (at.of_block("saved", block), at.local(&format!("kept{}", l.body)), at.local("last"));
        let (turns, carried) = (self.turns(l, block), self.carried_after(l, &last, |c| c.after));
        quote_spanned! {span=>
            let #last = tl::kept_before(&#saved.#array, #turns);
            #carried
        }
    }

    /// How many turns the loop took.
    pub fn turns(&self, l: &Loop, block: BlockId) -> TokenStream {
        let at = self.at(l.span);
        let span = at.span;
        let turns = &l.turns;
        if l.condition.is_none() {
            return quote_spanned!(span=> #turns);
        }
        let (saved, count) = (at.of_block("saved", block), at.local(&format!("count{}", l.body)));
        // The bound is known to hold; said once more, it spares the checks of what follows.
        quote_spanned!(span=> #saved.#count.min(#turns))
    }

    fn forward_branch(&self, b: &Branch, block: BlockId) -> TokenStream {
        let at = self.at(b.span());
        let (saved, span) = (at.of_block("saved", block), at.span);
        let (taken, choice) = (at.local(&format!("taken{}", b.arms[0])), at.verbatim(&b.choice));
        let arms = b.arms.iter().enumerate().map(|(i, &arm)| {
            let (places, body) = (at.arm_places(arm, block, quote!(&mut)), self.forward(arm));
            let pattern = arm_pattern(i, b.arms.len());
            quote!(#pattern => { #places #body })
        });
        quote_spanned! {span=>
            #saved.#taken = #choice;
            match #saved.#taken { #(#arms)* }
        }
    }
}

/// The pattern of an arm by its number; the last takes the rest.
pub fn arm_pattern(i: usize, arms: usize) -> TokenStream {
    if i + 1 == arms {
        quote!(_)
    } else {
        let i = proc_macro2::Literal::u8_unsuffixed(i as u8);
        quote!(#i)
    }
}

impl At<'_> {
    /// One of the passes of a call, to be applied to the arguments: `call_relu::forward1`.
    pub fn pass(&self, call: &Call, pass: &str) -> TokenStream {
        let (pass, span) = (self.local(&format!("{pass}{}", call.args.len())), self.span);
        match &call.op {
            Op::Chain(Chain { path, .. }) => quote_spanned!(span=> tl::Apply::<#path>::#pass),
            op => {
                let name = self.local(&self.calls.name(op).to_string());
                quote_spanned!(span=> #name::#pass)
            }
        }
    }

    /// What a call saves for its backward pass.
    pub fn saved(&self, call: &Call, block: BlockId) -> TokenStream {
        let (saved, field) = (self.of_block("saved", block), self.of_call(call, "saved"));
        quote_spanned!(self.span=> #saved.#field)
    }

    /// What a call needs for the moment.
    pub fn scratch(&self, call: &Call, block: BlockId) -> TokenStream {
        let (scratch, field) = (self.of_block("scratch", block), self.of_call(call, "scratch"));
        quote_spanned!(self.span=> #scratch.#field.write(&mut #scratch.calls))
    }

    fn of_call(&self, call: &Call, what: &str) -> Ident {
        self.local(&format!("{}_{what}", self.graph.values[call.out].name.unraw()))
    }

    /// Where an arm of a branch stores.
    pub fn arm_places(&self, arm: BlockId, block: BlockId, saved_by: TokenStream) -> TokenStream {
        let span = self.span;
        let (saved, scratch) = (self.of_block("saved", block), self.of_block("scratch", block));
        let (arm_saved, arm_scratch, field) =
            (self.of_block("saved", arm), self.of_block("scratch", arm), self.local(&format!("arm{arm}")));
        quote_spanned! {span=>
            let #arm_saved = #saved_by #saved.#field;
            let #arm_scratch = #scratch.#field.write(&mut #scratch.calls);
        }
    }

    /// What derived code counts the turns by: the user's own index, if it counts upwards.
    pub fn turn_of(&self, l: &Loop) -> Ident {
        l.index.clone().filter(|_| !l.backwards).unwrap_or_else(|| self.local("turn"))
    }

    /// The user's index, if it counts downwards.
    pub fn index_of_turn(&self, l: &Loop) -> TokenStream {
        let (Some(index), turns, turn, span) = (&l.index, &l.turns, self.turn_of(l), self.span) else {
            return quote!();
        };
        let turns =
            if matches!(turns, Expr::Path(_) | Expr::Lit(_)) { quote!(#turns) } else { quote!((#turns)) };
        if l.backwards { quote_spanned!(span=> let #index = #turns - 1 - #turn;) } else { quote!() }
    }
}
