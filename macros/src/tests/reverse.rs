//! Which cotangents exist, which uses overwrite and which add.

use std::collections::HashSet;

use super::{graph, value};
use crate::graph::*;
use crate::reverse::Reverse;

/// The uses in the function's own block in the order of the backward pass, each with `=` or `+=`.
fn uses(text: &str) -> Vec<String> {
    let graph = graph(text);
    let reverse = Reverse::new(&graph);
    let mut seen = HashSet::new();
    let mut uses = Vec::new();
    for node in graph.blocks[ROOT].nodes.iter().rev() {
        let Node::Call(call) = node else { continue };
        if !reverse.is_active(call.out) {
            continue;
        }
        for arg in call.args.iter().rev().filter(|arg| graph.is_active(arg.value)) {
            let sign = if reverse.is_first(arg, &graph, &mut seen) { "=" } else { "+=" };
            let fields = arg.path.iter().filter_map(|step| match step {
                Step::Field(syn::Member::Named(name)) => Some(format!(".{name}")),
                _ => None,
            });
            uses.push(format!("{}{} {sign}", graph.values[arg.value].name, fields.collect::<String>()));
        }
    }
    uses
}

/// The values that have a cotangent.
fn active(text: &str) -> Vec<String> {
    let graph = graph(text);
    let reverse = Reverse::new(&graph);
    let active = (0..graph.values.len()).filter(|&value| reverse.is_active(value));
    active.map(|value| graph.values[value].name.to_string()).collect()
}

#[test]
fn the_last_use_overwrites_and_the_others_add() {
    let text = "fn f(x: &V) -> f64 { let h = x.tanh(); let a = h.sin(); let b = &h * &a; b.sum() }";
    assert_eq!(uses(text), ["b =", "a =", "h =", "h +=", "x ="]);
    assert_eq!(uses("fn f(x: &V) -> f64 { (x * x).sum() }"), ["t =", "x =", "x +="]);
}

#[test]
fn dead_code_has_no_cotangent() {
    let text = "fn f(x: &V) -> f64 { let dead = x.sin(); let deader = dead.cos(); x.sum() }";
    assert_eq!(active(text), ["x", "out"]);
    assert_eq!(uses(text), ["x ="]);
}

#[test]
fn what_no_parameter_influences_has_no_cotangent() {
    let text = "fn f(x: &V, labels: Labels, k: usize) -> f64 { let n: usize = k + 1; x.pick(labels).at(n) }";
    assert_eq!(active(text), ["x", "t", "out"]);
}

#[test]
fn fields_are_places_of_their_own_until_the_whole_is_used() {
    let by_field = "fn f(net: &Net) -> f64 { net.w.dot(&net.b) + net.w.sum() }";
    assert_eq!(uses(by_field), ["t_2 =", "t =", "net.w =", "net.b =", "net.w +="]);
    let as_a_whole = "fn f(net: &Net) -> f64 { g(net) + net.w.sum() }";
    // The first use in the backward pass is only a part: everything adds to what was zeroed.
    assert_eq!(uses(as_a_whole), ["t_2 =", "t =", "net.w +=", "net +="]);
    let graph = graph(as_a_whole);
    let reverse = Reverse::new(&graph);
    assert!(reverse.fields[0].whole && reverse.fields[0].cleared);
}

#[test]
fn an_index_adds_to_what_was_zeroed() {
    let text = "fn f(xs: &[V; 3]) -> f64 { xs[0].dot(&xs[1]) }";
    assert_eq!(uses(text), ["xs +=", "xs +="]);
    let graph = graph(text);
    assert!(Reverse::new(&graph).fields[0].cleared);
}

#[test]
fn a_value_used_only_inside_a_loop_is_zeroed_before_it() {
    let graph = graph(
        "fn f(x: &V, y: &V) -> f64 {
            let a = x.tanh();
            let mut h = y.tanh();
            for _ in 0..3 { h = &h * &a; }
            h.sum()
        }",
    );
    let reverse = Reverse::new(&graph);
    let the_loop = graph.blocks[ROOT].nodes.iter().position(|node| matches!(node, Node::Loop(_)));
    let cleared: Vec<_> = reverse.cleared(ROOT, the_loop).collect();
    assert_eq!(cleared, [value(&graph, "a")]);
}

#[test]
fn a_carried_value_that_a_turn_does_not_use_is_zeroed_with_the_turn() {
    let graph = graph(
        "fn f(x: &V) -> f64 {
            let mut h = x.tanh();
            let mut s = x.sin();
            for _ in 0..3 { s = h.sin(); h = &s * x; }
            h.sum()
        }",
    );
    let reverse = Reverse::new(&graph);
    let Some(Node::Loop(l)) = graph.blocks[ROOT].nodes.iter().find(|node| matches!(node, Node::Loop(_)))
    else {
        panic!("there is a loop")
    };
    let inside = value(&graph, "s_before");
    assert_eq!(reverse.is_active(inside), reverse.cleared(l.body, None).any(|cleared| cleared == inside));
}
