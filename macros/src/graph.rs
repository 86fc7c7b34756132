//! The function as a graph: values, and blocks of nodes in the order of the program.
//!
//! The graph knows syntax only. It holds no types, just the projections (`<relu as Rule<(…)>>::Out`) that rustc will
//! turn into types, and no operation's name means anything to it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Expr, Ident, Member, Path};

use crate::hash::hash;

/// What a name stands for.
#[derive(Clone)]
pub enum Bound {
    One(Operand),
    Tuple(Vec<Bound>),
}

pub type ValueId = usize;
pub type BlockId = usize;

/// The block of the function's own body.
pub const ROOT: BlockId = 0;

#[derive(Clone, Default)]
pub struct Graph {
    /// The derived type with its generics: `loss<B>`.
    pub me: TokenStream,
    pub values: Vec<Value>,
    pub blocks: Vec<Block>,
    /// The result: one value, or the parts of a tuple.
    pub results: Vec<ValueId>,
    pub returns_tuple: bool,
    /// What an expression computes on its way: values that the user has no name for.
    pub temporaries: BTreeSet<ValueId>,
    /// The user's lines that calls are made of, if the derived code is to be shown.
    pub lines: HashMap<ValueId, String>,
    /// The fields that it mentions, by name.
    pub fields: BTreeMap<String, Member>,
    /// The functions that it calls by their paths, and what derived code calls the operations that they are.
    pub callees: Vec<(Ident, Path)>,
}

#[derive(Clone)]
pub struct Value {
    /// What the user calls it; unique in the function.
    pub name: Ident,
    /// The type, as a projection.
    pub ty: TokenStream,
    pub home: Home,
    /// The parameters that its value depends on. Without any, no derivative.
    pub depends_on: BTreeSet<usize>,
}

/// Where a value lives.
#[derive(Clone)]
pub enum Home {
    /// An argument of the function.
    Parameter(usize),
    /// A field of the block's storage.
    Slot(BlockId),
    /// What the turn before left behind: a local of the loop's body.
    Carried(BlockId),
    /// What each turn of the loop keeps for the next.
    Kept(BlockId),
    /// What the last turn of the loop left behind, or what there was before it.
    AfterLoop { block: BlockId },
    /// The place of a branch's result, which each arm fills.
    ArmResult { result: ValueId, arm: BlockId },
    /// A local that is no tensor: the index of a loop.
    Local,
    /// The function's result, or a part of it.
    Result(Option<usize>),
    /// None: it is between the links of a chain.
    Passing,
    /// Something static, written where it is used.
    Inline(TokenStream),
    /// A number, written where it is used, of the element type of what it stands beside.
    Number { value: TokenStream, beside: Box<Operand> },
}

/// A use of a value, or of a part of it.
#[derive(Clone)]
pub struct Operand {
    pub value: ValueId,
    pub path: Vec<Step>,
    pub ty: TokenStream,
    pub span: Span,
}

#[derive(Clone)]
pub enum Step {
    Field(Member),
    Index(Box<Verbatim>),
}

/// An expression of the user's that is evaluated as it stands, and the variables that it mentions.
#[derive(Clone)]
pub struct Verbatim {
    pub tokens: TokenStream,
    pub scope: Vec<(Ident, Bound)>,
}

#[derive(Clone, Default)]
pub struct Block {
    pub nodes: Vec<Node>,
}

#[derive(Clone)]
pub enum Node {
    Call(Box<Call>),
    Loop(Box<Loop>),
    Branch(Box<Branch>),
    Plain(Box<Plain>),
}

/// `out = op(args)`
#[derive(Clone)]
pub struct Call {
    pub out: ValueId,
    pub op: Op,
    pub args: Vec<Operand>,
    pub span: Span,
}

/// How an operation is named.
#[derive(Clone)]
pub enum Op {
    Path(TokenStream),
    /// As a method of the first argument.
    Method(Ident),
    /// By an operator, so that it works element by element.
    Operator(TokenStream),
    /// Not at all: several calls as one operation. See `chains.rs`.
    Chain(Chain),
}

/// `for index in 0..turns { body }`, or `while condition { body }` with at most `turns` turns.
#[derive(Clone)]
pub struct Loop {
    /// The local that derived code binds the index to, if the body has a name for it.
    pub index: Option<Ident>,
    pub span: Span,
    pub turns: Expr,
    pub backwards: bool,
    pub condition: Option<Verbatim>,
    pub body: BlockId,
    pub carried: Vec<Carried>,
    pub remat: bool,
}

/// A variable that a loop's body assigns.
#[derive(Clone)]
pub struct Carried {
    pub name: Ident,
    pub before: Operand,
    /// As the body finds it.
    pub inside: ValueId,
    /// As the body leaves it.
    pub last: ValueId,
    pub after: ValueId,
}

/// `if` and `match`: one of several arms, each leaving its results in the same places.
#[derive(Clone)]
pub struct Branch {
    /// An expression that gives the number of the arm.
    pub choice: Verbatim,
    pub arms: Vec<BlockId>,
    pub results: Vec<ValueId>,
    /// For each result, the value that each arm computes for it.
    pub arm_results: Vec<Vec<ValueId>>,
}

/// A value without derivative, computed by the user's own expression.
#[derive(Clone)]
pub struct Plain {
    pub out: ValueId,
    pub expr: Verbatim,
}

/// Calls that are one operation: operators, and then methods without arguments.
#[derive(Clone)]
pub struct Chain {
    /// In the order of the program; each gives what a later one takes.
    pub links: Vec<Call>,
    /// The type of what it gives.
    pub out: TokenStream,
    /// The name of the operation among the types.
    pub name: Ident,
    /// The operation, by that name.
    pub path: TokenStream,
}

impl Branch {
    /// Where the user says which arm.
    pub fn span(&self) -> Span {
        self.choice.tokens.clone().into_iter().next().map_or_else(Span::call_site, |first| first.span())
    }
}

impl Call {
    /// The operation, as a type.
    pub fn operation(&self) -> TokenStream {
        match &self.op {
            Op::Path(path) | Op::Operator(path) => path.clone(),
            Op::Method(name) => {
                let (receiver, key) = (&self.args[0].ty, hash(&name.to_string()));
                quote!(<#receiver as ::tapeless::derived::Method<#key>>::Op)
            }
            Op::Chain(chain) => chain.path.clone(),
        }
    }

    /// The calls as the user writes them: itself, or the links of the chain.
    pub fn links(&self) -> &[Call] {
        match &self.op {
            Op::Chain(chain) => &chain.links,
            _ => std::slice::from_ref(self),
        }
    }

    /// `<op as Rule<(A, B)>>`
    pub fn rule(&self) -> TokenStream {
        let (op, types) = (self.operation(), self.args.iter().map(|arg| &arg.ty));
        quote!(<#op as ::tapeless::derived::Rule<(#(#types,)*)>>)
    }
}

impl Graph {
    /// Whether there is more than parameters: not for a function whose derivative is the user's own, or is refused.
    pub fn has_body(&self) -> bool {
        !self.results.is_empty()
    }

    /// `op_dense` for the operation that the function `dense` is, at this call.
    pub fn callee(&mut self, path: Path) -> Ident {
        let text = path.to_token_stream().to_string();
        let last = &path.segments.last().expect("a path has a segment").ident;
        let span = last.span();
        let same = |(_, known): &&(Ident, Path)| known.to_token_stream().to_string() == text;
        if let Some((name, _)) = self.callees.iter().find(same) {
            return Ident::new(&name.to_string(), span);
        }
        let numbered = (2..).map(|n| format_ident!("op_{}_{n}", last.unraw(), span = span));
        let mut names = std::iter::once(format_ident!("op_{}", last.unraw(), span = span)).chain(numbered);
        let is_free = |name: &Ident| self.callees.iter().all(|(taken, _)| taken != name);
        let name = names.find(is_free).expect("there are enough numbers");
        self.callees.push((name.clone(), path));
        name
    }

    /// The same graph for who wants its value alone: nothing has a derivative, and no turn of a loop is remembered.
    pub fn without_derivatives(&self) -> Graph {
        let mut graph = self.clone();
        graph.values.iter_mut().for_each(|value| value.depends_on.clear());
        for node in graph.blocks.iter_mut().flat_map(|block| &mut block.nodes) {
            if let Node::Loop(l) = node {
                l.remat = true;
            }
        }
        graph
    }

    pub fn is_active(&self, value: ValueId) -> bool {
        !self.values[value].depends_on.is_empty()
    }

    /// The user's own tokens, where they are evaluated as they stand.
    pub fn verbatim(&self) -> impl Iterator<Item = TokenStream> {
        let nodes = self.blocks.iter().flat_map(|block| &block.nodes);
        let indices = |operands: &[Operand]| -> TokenStream {
            let steps = operands.iter().flat_map(|operand| &operand.path);
            steps
                .map(|step| if let Step::Index(index) = step { index.tokens.clone() } else { quote!() })
                .collect()
        };
        nodes.map(move |node| match node {
            Node::Call(call) => indices(&call.args),
            Node::Loop(l) => {
                let (index, turns, condition) = (&l.index, &l.turns, l.condition.as_ref().map(|c| &c.tokens));
                let before = l.carried.iter().map(|c| indices(std::slice::from_ref(&c.before)));
                quote!(#index #turns #condition #(#before)*)
            }
            Node::Branch(b) => b.choice.tokens.clone(),
            Node::Plain(p) => p.expr.tokens.clone(),
        })
    }

    /// How often each value is mentioned.
    pub fn mentioned(&self) -> HashMap<ValueId, usize> {
        let mut counts = HashMap::new();
        let mut count =
            |values: Vec<ValueId>| values.into_iter().for_each(|v| *counts.entry(v).or_insert(0) += 1);
        for node in self.blocks.iter().flat_map(|block| &block.nodes) {
            match node {
                Node::Call(call) => call.args.iter().for_each(|arg| count(arg.mentions())),
                Node::Loop(l) => {
                    l.carried.iter().for_each(|c| count(c.before.mentions()));
                    l.condition.iter().for_each(|condition| count(condition.mentions()));
                }
                Node::Branch(b) => count(b.choice.mentions()),
                Node::Plain(p) => count(p.expr.mentions()),
            }
        }
        counts
    }

    /// Every use of a value in a block and the blocks inside it, in the order of the program.
    pub fn uses(&self, block: BlockId) -> Vec<(Operand, BlockId)> {
        let mut uses = Vec::new();
        self.collect_uses(block, &mut uses);
        uses
    }

    fn collect_uses(&self, block: BlockId, uses: &mut Vec<(Operand, BlockId)>) {
        for node in &self.blocks[block].nodes {
            match node {
                Node::Call(call) => uses.extend(call.args.iter().map(|arg| (arg.clone(), block))),
                Node::Loop(l) => {
                    uses.extend(l.carried.iter().map(|c| (c.before.clone(), block)));
                    self.collect_uses(l.body, uses);
                }
                Node::Branch(b) => b.arms.iter().for_each(|&arm| self.collect_uses(arm, uses)),
                Node::Plain(_) => {}
            }
        }
    }
}

impl Operand {
    pub fn is_whole(&self) -> bool {
        self.path.is_empty()
    }

    /// The value, and those that its indices mention.
    pub fn mentions(&self) -> Vec<ValueId> {
        let indices = self.path.iter().flat_map(|step| match step {
            Step::Index(index) => index.mentions(),
            Step::Field(_) => vec![],
        });
        indices.chain([self.value]).collect()
    }
}

impl Bound {
    pub fn mentions(&self) -> Vec<ValueId> {
        match self {
            Bound::One(operand) => operand.mentions(),
            Bound::Tuple(parts) => parts.iter().flat_map(Bound::mentions).collect(),
        }
    }
}

impl Verbatim {
    pub fn mentions(&self) -> Vec<ValueId> {
        self.scope.iter().flat_map(|(_, bound)| bound.mentions()).collect()
    }
}
