//! What the backward pass does, decided from the graph alone: which cotangents exist, which uses overwrite and which
//! add, what is zeroed first. No use, no code.

use std::collections::{BTreeMap, HashSet};

use quote::ToTokens;

use crate::graph::*;
use crate::plan::last_uses;

pub struct Reverse {
    /// The values that have a cotangent: a parameter influences them, and they influence the result.
    active: Vec<bool>,
    /// The places whose first use (last in the program) overwrites.
    first: HashSet<Place>,
    /// For each block, the cotangents zeroed before the backward pass of one of its nodes (or of the block, for `None`):
    /// the node that uses the value last.
    cleared: Vec<Vec<(Option<usize>, ValueId)>>,
    /// For each parameter, how its fields are used.
    pub fields: Vec<Fields>,
}

/// A value, or a field of a parameter, as the destination of cotangents.
pub type Place = (ValueId, Vec<String>);

/// How the fields of a parameter are used.
#[derive(Default)]
pub struct Fields {
    /// Used as a whole (or by an index): its parts are no places of their own.
    pub whole: bool,
    /// All that is sent here adds, as the first use is not a whole one in the function's own block.
    pub cleared: bool,
    pub children: BTreeMap<String, Fields>,
}

impl Reverse {
    pub fn new(graph: &Graph) -> Self {
        let reaches = reaches_result(graph);
        let active: Vec<bool> = (0..graph.values.len()).map(|v| graph.is_active(v) && reaches[v]).collect();
        let mut reverse = Reverse {
            active,
            first: HashSet::new(),
            cleared: vec![Vec::new(); graph.blocks.len()],
            fields: Vec::new(),
        };
        let uses = reverse.active_uses(graph);
        let given = reverse.given(graph);
        for (id, value) in graph.values.iter().enumerate() {
            let mine: Vec<_> = uses.iter().filter(|(operand, _)| operand.value == id).collect();
            if let Home::Parameter(_) = value.home {
                let fields = reverse.parameter(id, &mine);
                reverse.fields.push(fields);
            }
            let Some(block) = block_of(&value.home) else { continue };
            if !reverse.active[id] || given.contains(&id) {
                continue;
            }
            match mine.last() {
                Some((operand, at)) if operand.is_whole() && *at == block => {
                    reverse.first.insert((id, vec![]));
                }
                _ => {
                    let node = last_uses(graph, block).get(&id).copied();
                    reverse.cleared[block].push((node, id));
                }
            }
        }
        reverse
    }

    /// The cotangents zeroed before the backward pass of a node, or of the whole block.
    pub fn cleared(&self, block: BlockId, node: Option<usize>) -> impl Iterator<Item = ValueId> {
        self.cleared[block].iter().filter(move |(at, _)| *at == node).map(|&(_, value)| value)
    }

    pub fn is_active(&self, value: ValueId) -> bool {
        self.active[value]
    }

    /// Whether this is the first use (in the order of the backward pass) of a place that it overwrites.
    pub fn is_first(&self, operand: &Operand, graph: &Graph, seen: &mut HashSet<Place>) -> bool {
        let place = self.place(operand, graph);
        self.first.contains(&place) && seen.insert(place)
    }

    /// The place that a use sends its cotangent to.
    fn place(&self, operand: &Operand, graph: &Graph) -> Place {
        let Home::Parameter(i) = graph.values[operand.value].home else { return (operand.value, vec![]) };
        let mut fields = &self.fields[i];
        let mut path = Vec::new();
        for name in field_path(operand) {
            if fields.whole {
                break;
            }
            let Some(child) = fields.children.get(&name) else { break };
            fields = child;
            path.push(name);
        }
        (operand.value, path)
    }

    /// The values whose cotangent is there before any use adds to it: a loop hands on that of a carried variable, a
    /// branch that of its result.
    fn given(&self, graph: &Graph) -> HashSet<ValueId> {
        let mut given = HashSet::new();
        for node in graph.blocks.iter().flat_map(|block| &block.nodes) {
            match node {
                Node::Loop(l) => {
                    given.extend(l.carried.iter().filter(|c| self.active[c.inside]).map(|c| c.last));
                }
                Node::Branch(b) => {
                    let results = b.results.iter().zip(&b.arm_results);
                    given.extend(
                        results.filter(|(result, _)| self.active[**result]).flat_map(|(_, arms)| arms),
                    );
                }
                _ => {}
            }
        }
        given
    }

    /// The uses that send a cotangent, in the order of the program.
    fn active_uses(&self, graph: &Graph) -> Vec<(Operand, BlockId)> {
        let mut uses = Vec::new();
        self.collect(graph, ROOT, &mut uses);
        uses
    }

    fn collect(&self, graph: &Graph, block: BlockId, uses: &mut Vec<(Operand, BlockId)>) {
        for node in &graph.blocks[block].nodes {
            match node {
                Node::Call(call) if self.active[call.out] => {
                    let active = call.args.iter().filter(|arg| graph.is_active(arg.value));
                    uses.extend(active.map(|arg| (arg.clone(), block)));
                }
                Node::Loop(l) => {
                    let active =
                        l.carried.iter().filter(|c| self.active[c.inside] && graph.is_active(c.before.value));
                    uses.extend(active.map(|c| (c.before.clone(), block)));
                    self.collect(graph, l.body, uses);
                }
                Node::Branch(b) => b.arms.iter().for_each(|&arm| self.collect(graph, arm, uses)),
                _ => {}
            }
        }
    }

    fn parameter(&mut self, id: ValueId, uses: &[&(Operand, BlockId)]) -> Fields {
        let mut fields = Fields::default();
        for (operand, _) in uses {
            let mut at = &mut fields;
            for name in field_path(operand) {
                at = at.children.entry(name).or_default();
            }
            at.whole = true;
        }
        self.decide(id, &mut fields, &mut Vec::new(), uses);
        fields
    }

    /// Decides for each place among the fields whether its first use overwrites.
    fn decide(
        &mut self,
        id: ValueId,
        fields: &mut Fields,
        path: &mut Vec<String>,
        uses: &[&(Operand, BlockId)],
    ) {
        if fields.whole {
            fields.children.clear();
            let last = uses.iter().rev().find(|(operand, _)| field_path(operand).starts_with(path));
            let (operand, block) = last.expect("a whole field is used");
            let exact = operand.path.len() == path.len();
            if exact && *block == ROOT {
                self.first.insert((id, path.clone()));
            } else {
                fields.cleared = true;
            }
        }
        for (name, child) in &mut fields.children {
            path.push(name.clone());
            self.decide(id, child, path, uses);
            path.pop();
        }
    }
}

/// The block whose storage holds a value's cotangent, if it has one of its own.
fn block_of(home: &Home) -> Option<BlockId> {
    match home {
        Home::Slot(block) | Home::Carried(block) | Home::Kept(block) | Home::AfterLoop { block } => {
            Some(*block)
        }
        Home::ArmResult { arm, .. } => Some(*arm),
        _ => None,
    }
}

/// The names of the fields that a use goes through, up to the first index.
fn field_path(operand: &Operand) -> Vec<String> {
    let names = operand.path.iter().map_while(|step| match step {
        Step::Field(member) => Some(member.to_token_stream().to_string()),
        Step::Index(_) => None,
    });
    names.collect()
}

/// Which values influence the result.
fn reaches_result(graph: &Graph) -> Vec<bool> {
    let mut reaches = vec![false; graph.values.len()];
    graph.results.iter().for_each(|&v| reaches[v] = true);
    loop {
        let before = reaches.iter().filter(|&&r| r).count();
        for block in graph.blocks.iter().rev() {
            for node in block.nodes.iter().rev() {
                match node {
                    Node::Call(call) if reaches[call.out] => {
                        call.args.iter().for_each(|arg| reaches[arg.value] = true)
                    }
                    Node::Loop(l) => {
                        for c in &l.carried {
                            reaches[c.inside] |= reaches[c.after];
                            if reaches[c.inside] {
                                reaches[c.last] = true;
                                reaches[c.before.value] = true;
                            }
                        }
                    }
                    Node::Branch(b) => {
                        for (&result, arms) in b.results.iter().zip(&b.arm_results) {
                            if reaches[result] {
                                arms.iter().for_each(|&v| reaches[v] = true);
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        if reaches.iter().filter(|&&r| r).count() == before {
            return reaches;
        }
    }
}
