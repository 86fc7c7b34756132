//! A graph as text.

use quote::ToTokens;

use crate::graph::*;

/// The blocks of a function, a line for each node, and its results.
pub fn print(graph: &Graph) -> String {
    let mut text = String::new();
    block(graph, ROOT, 0, &mut text);
    let results: Vec<_> = graph.results.iter().map(|&value| name(graph, value)).collect();
    text + "→ " + &results.join(", ")
}

fn block(graph: &Graph, id: BlockId, indent: usize, text: &mut String) {
    for node in &graph.blocks[id].nodes {
        let margin = "  ".repeat(indent);
        match node {
            Node::Call(call) => {
                *text += &format!(
                    "{margin}{} = {}\n",
                    name(graph, call.out),
                    expression(graph, call, call.links())
                );
            }
            Node::Loop(l) => {
                let remat = if l.remat { "#[remat] " } else { "" };
                let turns = l.turns.to_token_stream();
                *text += &format!("{margin}{remat}{turns} turns\n");
                block(graph, l.body, indent + 1, text);
                for c in &l.carried {
                    let [inside, last, after] = [c.inside, c.last, c.after].map(|value| name(graph, value));
                    let before = operand(graph, &c.before);
                    *text += &format!("{margin}  {before} → {inside}, {last} → {inside}, {last} → {after}\n");
                }
            }
            Node::Branch(b) => {
                for (i, &arm) in b.arms.iter().enumerate() {
                    *text += &format!("{margin}arm {i}\n");
                    block(graph, arm, indent + 1, text);
                    for (&result, arms) in b.results.iter().zip(&b.arm_results) {
                        *text += &format!("{margin}  {} → {}\n", name(graph, arms[i]), name(graph, result));
                    }
                }
            }
            Node::Plain(p) => *text += &format!("{margin}{} = {}\n", name(graph, p.out), p.expr.tokens),
        }
    }
}

/// A call; in a chain, the calls that it takes arguments from stand in their places.
fn expression(graph: &Graph, call: &Call, links: &[Call]) -> String {
    let last = links.last().filter(|link| link.out == call.out).unwrap_or(call);
    let op = match &last.op {
        Op::Path(path) | Op::Operator(path) => {
            path.to_string().replace(' ', "").replace("::tapeless::derived::ops::", "")
        }
        Op::Method(name) => format!(".{name}"),
        Op::Chain(_) => unreachable!("a link is one call"),
    };
    let args = last.args.iter().map(|arg| match links.iter().find(|link| link.out == arg.value) {
        Some(link) => expression(graph, link, links),
        None => operand(graph, arg),
    });
    format!("{op}({})", args.collect::<Vec<_>>().join(", "))
}

fn name(graph: &Graph, value: ValueId) -> String {
    graph.values[value].name.to_string()
}

/// `net.w`, `xs[t]`, a number as it is spelled.
fn operand(graph: &Graph, operand: &Operand) -> String {
    let start = match &graph.values[operand.value].home {
        Home::Inline(tokens) => tokens.to_string(),
        Home::Number { value, .. } => {
            let text = value.to_string().replace(' ', "");
            let (_, number) = text.rsplit_once(">(").expect("numbers are converted");
            number.trim_end_matches("asf64)").trim_matches(['(', ')']).into()
        }
        _ => name(graph, operand.value),
    };
    operand.path.iter().fold(start, |base, step| match step {
        Step::Field(member) => format!("{base}.{}", member.to_token_stream()),
        Step::Index(index) => format!("{base}[{}]", index.tokens),
    })
}
