//! The forward pass.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, Ident};

use super::{Emit, of_block, own};
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
                let (out, expr) = (self.place(p.out), self.verbatim(&p.expr));
                quote!(#out = #expr;)
            }
        }
    }

    fn forward_call(&self, call: &Call, block: BlockId) -> TokenStream {
        let span = call.span;
        let args = call.args.iter().map(|arg| self.read(arg));
        let (out, scratch) = (self.write(call.out), self.scratch(call, block));
        if self.is_inference {
            let infer = self.pass(call, "infer");
            return quote_spanned!(span=> #infer(#(#args,)* #out, #scratch););
        }
        let (forward, saved) = (self.pass(call, "forward"), self.saved(call, block));
        quote_spanned!(span=> #forward(#(#args,)* #out, &mut #saved, #scratch);)
    }

    /// What a call saves for its backward pass.
    pub fn saved(&self, call: &Call, block: BlockId) -> TokenStream {
        let (saved, field) =
            (of_block("saved", block), format_ident!("{}_saved", self.graph.values[call.out].name));
        quote!(#saved.#field)
    }

    /// What a call needs for the moment.
    pub fn scratch(&self, call: &Call, block: BlockId) -> TokenStream {
        let (scratch, field) =
            (of_block("scratch", block), format_ident!("{}_scratch", self.graph.values[call.out].name));
        quote!(#scratch.#field.write(&mut #scratch.calls))
    }

    fn forward_loop(&self, l: &Loop, block: BlockId) -> TokenStream {
        let (saved, turns) = (of_block("saved", block), &l.turns);
        let (turn, count, body) = (turn_of(l), format_ident!("count{}", l.body), self.forward(l.body));
        let (carried, places) = (self.carried_forward(l, block), self.body_places(l, block));
        let bind_index = index_of_turn(l);
        let after = self.after_loop(l, block);
        match &l.condition {
            None => quote! {
                for #turn in 0..#turns {
                    #bind_index
                    #carried
                    #places
                    #body
                }
                #after
            },
            Some(condition) => {
                let condition = self.verbatim(condition);
                let looking = self.carried_back(l, block, &turn);
                quote! {
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
        if l.carried.is_empty() {
            return quote!();
        }
        let (saved, kept) = (of_block("saved", block), of_block("kept", l.body));
        let (array, turn, before) = (format_ident!("kept{}", l.body), turn_of(l), own("before"));
        let carried = self.carried_after(l, &before, |c| c.inside);
        quote! {
            let (#before, #kept) = tl::turn(&mut #saved.#array, #turn);
            #carried
        }
    }

    /// The carried variables as turn `turn` finds them, when all turns are done.
    pub fn carried_back(&self, l: &Loop, block: BlockId, turn: &Ident) -> TokenStream {
        if l.carried.is_empty() {
            return quote!();
        }
        let (saved, array, before) =
            (of_block("saved", block), format_ident!("kept{}", l.body), own("before"));
        let carried = self.carried_after(l, &before, |c| c.inside);
        quote! {
            let #before = tl::kept_before(&#saved.#array, #turn);
            #carried
        }
    }

    /// Names for the carried variables: as the turn `before` left them, or as they were before the loop.
    fn carried_after(&self, l: &Loop, before: &Ident, name: impl Fn(&Carried) -> ValueId) -> TokenStream {
        let carried = l.carried.iter().map(|c| {
            let (name, start) = (&self.graph.values[name(c)].name, self.read(&c.before));
            let last = &self.graph.values[c.last].name;
            quote! {
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
        let (saved, scratch) = (of_block("saved", block), of_block("scratch", block));
        let (body_saved, body_scratch) = (of_block("saved", l.body), of_block("scratch", l.body));
        let (turns, again, turn_scratch) = (
            format_ident!("turns{}", l.body),
            format_ident!("again{}", l.body),
            format_ident!("turn{}", l.body),
        );
        let turn = turn_of(l);
        let place = if l.remat { quote!(#scratch.#again) } else { quote!(#saved.#turns[#turn]) };
        quote! {
            let #body_saved = &mut #place;
            let #body_scratch = #scratch.#turn_scratch.write(&mut #scratch.calls);
        }
    }

    /// The carried variables after the loop: references, no copies.
    pub fn after_loop(&self, l: &Loop, block: BlockId) -> TokenStream {
        if l.carried.is_empty() {
            return quote!();
        }
        let (saved, array, last) = (of_block("saved", block), format_ident!("kept{}", l.body), own("last"));
        let (turns, carried) = (self.turns(l, block), self.carried_after(l, &last, |c| c.after));
        quote! {
            let #last = tl::kept_before(&#saved.#array, #turns);
            #carried
        }
    }

    /// How many turns the loop took.
    pub fn turns(&self, l: &Loop, block: BlockId) -> TokenStream {
        let turns = &l.turns;
        if l.condition.is_none() {
            return quote!(#turns);
        }
        let (saved, count) = (of_block("saved", block), format_ident!("count{}", l.body));
        // The bound is known to hold; said once more, it spares the checks of what follows.
        quote!(#saved.#count.min(#turns))
    }

    fn forward_branch(&self, b: &Branch, block: BlockId) -> TokenStream {
        let saved = of_block("saved", block);
        let (taken, choice) = (format_ident!("taken{}", b.arms[0]), self.verbatim(&b.choice));
        let arms = b.arms.iter().enumerate().map(|(i, &arm)| {
            let (places, body) = (self.arm_places(arm, block, quote!(&mut)), self.forward(arm));
            let pattern = arm_pattern(i, b.arms.len());
            quote!(#pattern => { #places #body })
        });
        quote! {
            #saved.#taken = #choice;
            match #saved.#taken { #(#arms)* }
        }
    }

    /// Where an arm of a branch stores.
    pub fn arm_places(&self, arm: BlockId, block: BlockId, saved_by: TokenStream) -> TokenStream {
        let (saved, scratch) = (of_block("saved", block), of_block("scratch", block));
        let (arm_saved, arm_scratch, field) =
            (of_block("saved", arm), of_block("scratch", arm), format_ident!("arm{arm}"));
        quote! {
            let #arm_saved = #saved_by #saved.#field;
            let #arm_scratch = #scratch.#field.write(&mut #scratch.calls);
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

/// What derived code counts the turns by: the user's own index, if it counts upwards.
pub fn turn_of(l: &Loop) -> Ident {
    l.index.clone().filter(|_| !l.backwards).unwrap_or_else(|| own("turn"))
}

/// The user's index, if it counts downwards.
pub fn index_of_turn(l: &Loop) -> TokenStream {
    let (Some(index), turns, turn) = (&l.index, &l.turns, turn_of(l)) else { return quote!() };
    let turns = if matches!(turns, Expr::Path(_) | Expr::Lit(_)) { quote!(#turns) } else { quote!((#turns)) };
    if l.backwards { quote!(let #index = #turns - 1 - #turn;) } else { quote!() }
}
