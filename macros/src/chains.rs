//! Operators of one expression, and methods without arguments called on what they give, become one operation: a chain.
//!
//! What a chain does is not known here. Operators work element by element; whether a method joins their loop, types
//! decide (`Then` in `src/ops/chain/`). A value that has a name is kept: it is between no links.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use crate::graph::*;

/// How many arguments an operation can have.
const ARGUMENTS: usize = 6;
/// How many methods a chain has at most: where they join no loop, each takes storage of its own.
const METHODS: usize = 2;

/// The graph with every chain as one call.
pub fn chained(mut graph: Graph) -> Graph {
    let uses = graph.mentioned();
    for block in 0..graph.blocks.len() {
        let mut nodes: Vec<Node> = Vec::new();
        for node in std::mem::take(&mut graph.blocks[block].nodes) {
            match node {
                Node::Call(call) => {
                    let call = join(*call, &mut nodes, &mut graph, &uses);
                    nodes.push(Node::Call(Box::new(call)));
                }
                node => nodes.push(node),
            }
        }
        graph.blocks[block].nodes = nodes;
    }
    graph
}

/// The call, joined with those among the nodes before it that compute nothing but its arguments.
fn join(mut call: Call, nodes: &mut Vec<Node>, graph: &mut Graph, uses: &HashMap<ValueId, usize>) -> Call {
    let most = match (&call.op, methods(&call)) {
        (Op::Operator(_), _) => 0,
        (Op::Method(_), Some(_)) => METHODS - 1,
        _ => return call,
    };
    for arg in call.args.clone() {
        if !arg.is_whole() || !graph.temporaries.contains(&arg.value) || uses[&arg.value] > 1 {
            continue;
        }
        let computes_it = |node: &Node| match node {
            Node::Call(before) if before.out == arg.value => {
                methods(before).is_some_and(|count| count <= most)
            }
            _ => false,
        };
        let Some(found) = nodes.iter().position(computes_it) else { continue };
        let Node::Call(before) = &nodes[found] else { unreachable!("just found") };
        let links: Vec<Call> = before.links().iter().chain(call.links()).cloned().collect();
        let args = arguments(&links);
        if args.len() > ARGUMENTS {
            continue;
        }
        let (me, out) = (&graph.me, &graph.values[call.out]);
        let name = format_ident!("{}_chain", out.name);
        let chain = Chain { links, out: out.ty.clone(), path: quote!(<#me as Types>::#name), name };
        call = Call { op: Op::Chain(chain), args, ..call };
        graph.values[arg.value].home = Home::Passing;
        nodes.remove(found);
    }
    call
}

/// How many methods there are in a call that can be in a chain.
fn methods(call: &Call) -> Option<usize> {
    match &call.op {
        Op::Operator(_) => Some(0),
        Op::Method(_) if call.args.len() == 1 => Some(1),
        Op::Path(_) | Op::Method(_) => None,
        Op::Chain(chain) => chain.links.iter().map(methods).sum(),
    }
}

/// What the links take that none of them gives, each once.
fn arguments(links: &[Call]) -> Vec<Operand> {
    let mut arguments: Vec<Operand> = Vec::new();
    for arg in links.iter().flat_map(|link| &link.args) {
        if links.iter().all(|link| link.out != arg.value)
            && !arguments.iter().any(|other| is_same(other, arg))
        {
            arguments.push(arg.clone());
        }
    }
    arguments
}

/// Whether two uses are of one place.
fn is_same(a: &Operand, b: &Operand) -> bool {
    let steps = a.path.iter().zip(&b.path);
    let mut same = steps.map(|steps| match steps {
        (Step::Field(a), Step::Field(b)) => {
            a.to_token_stream().to_string() == b.to_token_stream().to_string()
        }
        (Step::Index(a), Step::Index(b)) => {
            a.tokens.to_string() == b.tokens.to_string() && a.mentions() == b.mentions()
        }
        _ => false,
    });
    a.value == b.value && a.path.len() == b.path.len() && same.all(|same| same)
}

impl Chain {
    /// The operation, as a type: `Then<Each<Of<add, (Arg<0>, Arg<1>)>, t>, (A, B), t, relu>`.
    pub fn operation(&self) -> TokenStream {
        let args = self.arguments();
        let types: Vec<_> = args.iter().map(|arg| &arg.ty).collect();
        let (operators, rest) = self.steps();
        let (head, rest) = match operators.last() {
            None => (rest[0].operation(), &rest[1..]),
            Some(last) => {
                let value = rest.first().map_or(&self.out, |method| &method.args[0].ty);
                let formula = self.formula(last, &args);
                (quote!(tl::Each<#formula, #value>), rest)
            }
        };
        rest.iter().fold(head, |before, method| {
            let (middle, operation) = (&method.args[0].ty, method.operation());
            quote!(tl::Then<#before, (#(#types,)*), #middle, #operation>)
        })
    }

    /// What it takes.
    pub fn arguments(&self) -> Vec<Operand> {
        arguments(&self.links)
    }

    /// The operators, which are one formula, and the methods after them.
    pub fn steps(&self) -> (&[Call], &[Call]) {
        let operators = self.links.iter().take_while(|link| methods(link) == Some(0)).count();
        self.links.split_at(operators)
    }

    fn formula(&self, link: &Call, args: &[Operand]) -> TokenStream {
        let op = link.operation();
        let of = link.args.iter().map(|arg| match self.links.iter().find(|link| link.out == arg.value) {
            Some(link) => self.formula(link, args),
            None => {
                let i = args.iter().position(|other| is_same(other, arg)).expect("an argument of the chain");
                quote!(tl::Arg<#i>)
            }
        });
        quote!(tl::Of<#op, (#(#of,)*)>)
    }
}
