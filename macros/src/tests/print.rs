//! A graph as text.

use quote::ToTokens;

use crate::graph::*;

/// The blocks of a function, a line for each node, and its results.
pub fn print(graph: &Graph) -> String {
    let mut text = String::new();
    block(graph, ROOT, 0, &mut text);
    let results: Vec<_> = graph.results.iter().map(|&value| graph.name(value)).collect();
    text + "→ " + &results.join(", ")
}

fn block(graph: &Graph, id: BlockId, indent: usize, text: &mut String) {
    for node in &graph.blocks[id].nodes {
        let margin = "  ".repeat(indent);
        match node {
            Node::Call(call) => {
                let links = call.links();
                let last = links.iter().find(|link| link.out == call.out).unwrap_or(call);
                *text += &format!("{margin}{} = {}\n", graph.name(call.out), graph.expression(last, links));
            }
            Node::Loop(l) => {
                let remat = if l.remat { "#[remat] " } else { "" };
                let turns = l.turns.to_token_stream();
                *text += &format!("{margin}{remat}{turns} turns\n");
                block(graph, l.body, indent + 1, text);
                for c in &l.carried {
                    let [inside, last, after] = [c.inside, c.last, c.after].map(|value| graph.name(value));
                    let before = graph.operand(&c.before);
                    *text += &format!("{margin}  {before} → {inside}, {last} → {inside}, {last} → {after}\n");
                }
            }
            Node::Branch(b) => {
                for (i, &arm) in b.arms.iter().enumerate() {
                    *text += &format!("{margin}arm {i}\n");
                    block(graph, arm, indent + 1, text);
                    for (&result, arms) in b.results.iter().zip(&b.arm_results) {
                        *text += &format!("{margin}  {} → {}\n", graph.name(arms[i]), graph.name(result));
                    }
                }
            }
            Node::Plain(p) => *text += &format!("{margin}{} = {}\n", graph.name(p.out), p.expr.tokens),
        }
    }
}
