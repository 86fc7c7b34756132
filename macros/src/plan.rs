//! Which values share storage, from the syntax alone: the life of each is an interval of the block's time (its nodes
//! forward, then backward), and values whose intervals do not meet get one region.

use std::collections::HashMap;

use crate::graph::*;
use crate::reverse::Reverse;

pub struct Plan {
    regions: Vec<usize>,
    primals: HashMap<ValueId, usize>,
    cotangents: HashMap<ValueId, usize>,
    /// Values that stay in a place of their own, whatever the types say.
    kept: Vec<bool>,
}

/// The life of a value or of its cotangent.
struct Life {
    value: ValueId,
    is_primal: bool,
    start: usize,
    end: usize,
}

impl Plan {
    pub fn new(graph: &Graph, reverse: &Reverse) -> Self {
        let mut plan = Plan {
            regions: vec![0; graph.blocks.len()],
            primals: HashMap::new(),
            cotangents: HashMap::new(),
            kept: kept(graph),
        };
        for block in 0..graph.blocks.len() {
            let mut lives = plan.lives(graph, reverse, block);
            lives.sort_by_key(|life| (life.start, life.value));
            plan.colour(block, &lives);
        }
        plan
    }

    /// How many regions a block has.
    pub fn regions(&self, block: BlockId) -> usize {
        self.regions[block]
    }

    /// The region of a value, if it may share one.
    pub fn primal(&self, value: ValueId) -> Option<usize> {
        self.primals.get(&value).copied()
    }

    /// The region of its cotangent, if that may share one.
    pub fn cotangent(&self, value: ValueId) -> Option<usize> {
        self.cotangents.get(&value).copied()
    }

    /// The names of those that share a region.
    pub fn members(&self, region: usize, block: BlockId, graph: &Graph) -> Vec<String> {
        let here = |value: ValueId| match graph.values[value].home {
            Home::Slot(b) | Home::Carried(b) | Home::AfterLoop { block: b, .. } => b == block,
            _ => false,
        };
        let name = |value: ValueId| &graph.values[value].name;
        let primals = (0..graph.values.len()).filter(|&v| here(v) && self.primal(v) == Some(region));
        let cotangents = (0..graph.values.len()).filter(|&v| here(v) && self.cotangent(v) == Some(region));
        let names = primals.map(|v| name(v).to_string());
        names.chain(cotangents.map(|v| format!("ct_{}", name(v)))).collect()
    }

    /// Each life takes the first region that is free when it starts.
    fn colour(&mut self, block: BlockId, lives: &[Life]) {
        let mut busy_until: Vec<usize> = Vec::new();
        for life in lives {
            let free = busy_until.iter().position(|&end| end < life.start);
            let region = free.unwrap_or_else(|| {
                busy_until.push(0);
                busy_until.len() - 1
            });
            busy_until[region] = life.end;
            let places = if life.is_primal { &mut self.primals } else { &mut self.cotangents };
            places.insert(life.value, region);
        }
        self.regions[block] = busy_until.len();
    }

    fn lives(&self, graph: &Graph, reverse: &Reverse, block: BlockId) -> Vec<Life> {
        let nodes = &graph.blocks[block].nodes;
        let last_uses = last_uses(graph, block);
        let backward = |node: usize| 2 * nodes.len() - 1 - node;
        let defined = definitions(graph, block);
        let mut lives = Vec::new();
        for (value, data) in graph.values.iter().enumerate() {
            let last = last_uses.get(&value).copied();
            match data.home {
                Home::Slot(b) if b == block && !self.kept[value] => {
                    let start = defined[&value];
                    lives.push(Life { value, is_primal: true, start, end: last.unwrap_or(start) });
                }
                _ => {}
            }
            if !reverse.is_active(value) {
                continue;
            }
            match data.home {
                Home::Slot(b) | Home::AfterLoop { block: b, .. } if b == block => {
                    let node = defined[&value];
                    let start = backward(last.unwrap_or(node));
                    lives.push(Life { value, is_primal: false, start, end: backward(node) });
                }
                // What a turn finds: its cotangent is passed on when the turn is over.
                Home::Carried(b) if b == block => {
                    let start = last.map_or(nodes.len(), backward);
                    lives.push(Life { value, is_primal: false, start, end: 2 * nodes.len() });
                }
                _ => {}
            }
        }
        lives
    }
}

/// The node of a block that computes each value.
fn definitions(graph: &Graph, block: BlockId) -> HashMap<ValueId, usize> {
    let nodes = graph.blocks[block].nodes.iter().enumerate();
    let defined = |node: &Node| match node {
        Node::Call(call) => vec![call.out],
        Node::Loop(l) => l.carried.iter().map(|c| c.after).collect(),
        Node::Branch(b) => b.results.clone(),
        Node::Plain(p) => vec![p.out],
    };
    nodes.flat_map(|(i, node)| defined(node).into_iter().map(move |value| (value, i))).collect()
}

/// For each value, the last node of a block that uses it, itself or in an inner block.
pub fn last_uses(graph: &Graph, block: BlockId) -> HashMap<ValueId, usize> {
    let nodes = graph.blocks[block].nodes.iter().enumerate();
    nodes.flat_map(|(i, node)| used_by(graph, node).into_iter().map(move |value| (value, i))).collect()
}

/// All values that a node mentions, and those that these borrow from.
fn used_by(graph: &Graph, node: &Node) -> Vec<ValueId> {
    let mut used = Vec::new();
    match node {
        Node::Call(call) => used.extend(call.args.iter().flat_map(Operand::mentions)),
        Node::Loop(l) => {
            used.extend(l.carried.iter().flat_map(|c| c.before.mentions()));
            used.extend(l.condition.iter().flat_map(Verbatim::mentions));
            graph.blocks[l.body].nodes.iter().for_each(|node| used.extend(used_by(graph, node)));
        }
        Node::Branch(b) => {
            used.extend(b.choice.mentions());
            for &arm in &b.arms {
                graph.blocks[arm].nodes.iter().for_each(|node| used.extend(used_by(graph, node)));
            }
        }
        Node::Plain(p) => used.extend(p.expr.mentions()),
    }
    used
}

/// The values that a use's indices mention.
fn indices(operand: &Operand) -> Vec<ValueId> {
    operand.mentions().into_iter().filter(|&value| value != operand.value).collect()
}

/// The values that stay in a place of their own: what loops start from (references to it outlive the loop), results of
/// branches (each arm defines them), what no operation computes, indices, and what a `#[remat]` body uses from outside.
fn kept(graph: &Graph) -> Vec<bool> {
    let mut kept = vec![false; graph.values.len()];
    let mut keep = |value: ValueId| kept[value] = true;
    for node in graph.blocks.iter().flat_map(|block| &block.nodes) {
        match node {
            Node::Loop(l) => {
                l.carried.iter().flat_map(|c| c.before.mentions()).for_each(&mut keep);
                if l.remat {
                    let inside = blocks_within(graph, l.body);
                    let is_outside = |value: &ValueId| !matches!(graph.values[*value].home, Home::Slot(b) if inside.contains(&b));
                    used_by(graph, node).into_iter().filter(is_outside).for_each(&mut keep);
                }
            }
            Node::Branch(b) => b.results.iter().copied().for_each(&mut keep),
            Node::Plain(p) => keep(p.out),
            // The backward pass asks for the indices again.
            Node::Call(call) => call.args.iter().flat_map(indices).for_each(&mut keep),
        }
    }
    kept
}

/// A block and those inside it.
fn blocks_within(graph: &Graph, block: BlockId) -> Vec<BlockId> {
    let mut blocks = vec![block];
    for node in &graph.blocks[block].nodes {
        match node {
            Node::Loop(l) => blocks.extend(blocks_within(graph, l.body)),
            Node::Branch(b) => b.arms.iter().for_each(|&arm| blocks.extend(blocks_within(graph, arm))),
            _ => {}
        }
    }
    blocks
}
