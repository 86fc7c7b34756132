//! Loops and branches.

use std::collections::BTreeSet;

use proc_macro2::{Literal, Span};
use quote::{ToTokens, format_ident, quote};
use syn::spanned::Spanned;
use syn::{Attribute, Error, Expr, ExprForLoop, ExprWhile, Ident, Pat, RangeLimits, Result, Stmt};

use super::Lower;
use super::assigned::{assigned_in, assigned_in_expression};
use super::expression::refuse;
use crate::graph::*;

/// How often a loop turns, and by what.
struct Turns {
    /// The name of the index, if it has one.
    index: Option<Ident>,
    span: Span,
    count: Expr,
    backwards: bool,
    condition: Option<Expr>,
    remat: bool,
}

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, f: &ExprForLoop, block: BlockId) -> Result<()> {
        let index = match &*f.pat {
            Pat::Ident(p) => Some(p.ident.clone()),
            Pat::Wild(_) => None,
            pattern => return refuse(pattern, "expected a plain name for the index"),
        };
        let (range, backwards) = match &*f.expr {
            Expr::MethodCall(m) if m.method == "rev" && m.args.is_empty() => {
                (unparenthesised(&m.receiver), true)
            }
            range => (unparenthesised(range), false),
        };
        let message = "a differentiable loop counts: `for t in 0..N`, N a constant; take the elements in its body, `xs.row(t)` or `&xs[t]`";
        let Expr::Range(range) = range else { return refuse(range, message) };
        let (Some(start), Some(end), RangeLimits::HalfOpen(_)) = (&range.start, &range.end, &range.limits)
        else {
            return refuse(range, message);
        };
        if start.to_token_stream().to_string() != "0" {
            return refuse(
                start,
                "a differentiable loop starts at 0: write `0..N` and add the offset in the body",
            );
        }
        self.constant_turns(end)?;
        let turns = Turns {
            index,
            span: f.for_token.span,
            count: (**end).clone(),
            backwards,
            condition: None,
            remat: has(&f.attrs, "remat"),
        };
        self.turns(turns, &f.body, block)
    }

    pub(super) fn while_loop(&mut self, w: &ExprWhile, block: BlockId) -> Result<()> {
        let Some(bound) = w.attrs.iter().find(|a| a.path().is_ident("bound")) else {
            let message =
                "how many turns at most? The workspace holds them all: write `#[bound(64)]` before this loop";
            return refuse(w.while_token, message);
        };
        if let Expr::Let(l) = &*w.cond {
            return refuse(l.let_token, "`while let` has no derivative: use a condition");
        }
        let turns = Turns {
            index: None,
            span: w.while_token.span,
            count: bound.parse_args()?,
            backwards: false,
            condition: Some((*w.cond).clone()),
            remat: has(&w.attrs, "remat"),
        };
        self.turns(turns, &w.body, block)
    }

    /// The number of turns must be known when the program is compiled.
    fn constant_turns(&self, end: &Expr) -> Result<()> {
        let mut names = BTreeSet::new();
        super::collect_idents(end.to_token_stream(), &mut names);
        match names.iter().find(|name| self.env.get(&name.to_string()).is_some()) {
            Some(name) => {
                let message = format!(
                    "the number of turns must be a constant, and `{name}` is known at run time only: use a const parameter, or `#[bound(N)] while …`"
                );
                Err(Error::new_spanned(end, message))
            }
            None if matches!(end, Expr::Path(_)) => Ok(()),
            None => match self.function.generics.const_params().find(|c| names.contains(&c.ident)) {
                Some(c) => {
                    let message = format!(
                        "stable Rust does not calculate with `{0}` here: loop over `0..{0}` and use `if`, or over a const parameter of its own",
                        c.ident
                    );
                    Err(Error::new_spanned(end, message))
                }
                None => Ok(()),
            },
        }
    }

    /// What a carried variable depends on is known only after its loop's body has been seen: until nothing is added,
    /// start again.
    fn turns(&mut self, turns: Turns, body: &syn::Block, block: BlockId) -> Result<()> {
        let names = self.in_sight(assigned_in(body));
        let mut more: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); names.len()];
        let (graph, env) = (self.graph.clone(), self.env.clone());
        loop {
            let node = self.body(&turns, &names, &more, body)?;
            let mut grown = false;
            for (c, more) in node.carried.iter().zip(&mut more) {
                let known = self.graph.values[c.inside].depends_on.clone();
                let new: BTreeSet<_> =
                    self.graph.values[c.last].depends_on.difference(&known).copied().collect();
                grown |= !new.is_empty();
                more.extend(new);
            }
            self.env = env.clone();
            if !grown {
                self.finish(node, block);
                return Ok(());
            }
            self.graph = graph.clone();
        }
    }

    /// Those of the names that variables in sight have.
    fn in_sight(&self, names: Vec<Ident>) -> Vec<Ident> {
        names.into_iter().filter(|name| self.env.get(&name.to_string()).is_some()).collect()
    }

    /// The variable that a loop carries under this name.
    fn carried(&self, name: &Ident) -> Result<Operand> {
        match self.env.get(&name.to_string()) {
            Some(Bound::One(operand)) => Ok(operand.clone()),
            _ => refuse(name, "a tuple cannot be carried through a loop: carry its parts"),
        }
    }

    fn body(
        &mut self,
        turns: &Turns,
        names: &[Ident],
        more: &[BTreeSet<usize>],
        body: &syn::Block,
    ) -> Result<Loop> {
        let inner = self.new_block();
        let mut carried = Vec::new();
        for (name, more) in names.iter().zip(more) {
            let before = self.carried(name)?;
            let mut depends_on = self.graph.values[before.value].depends_on.clone();
            depends_on.extend(more);
            let name_inside = format_ident!("{name}_before", span = name.span());
            let inside = self.value(&name_inside, Home::Carried(inner), depends_on);
            self.graph.values[inside].ty = before.ty.clone();
            self.env.assign(&name.to_string(), Bound::One(self.whole(inside, name.span())));
            carried.push(Carried { name: name.clone(), before, inside, last: inside, after: inside });
        }
        // The condition is outside of the body, but sees the carried variables as a turn finds them.
        let condition = turns.condition.as_ref().map(|condition| self.verbatim(condition));
        self.env.open();
        let index = turns.index.as_ref().map(|name| self.index(name));
        self.inner_statements(body, inner)?;
        self.env.close();
        for c in &mut carried {
            let operand = self.carried(&c.name)?;
            c.last = if self.owns(&operand, inner) {
                operand.value
            } else {
                self.identity(operand, &c.name, inner)
            };
            self.graph.values[c.last].home = Home::Kept(inner);
        }
        Ok(Loop {
            index,
            span: turns.span,
            turns: turns.count.clone(),
            backwards: turns.backwards,
            condition,
            body: inner,
            carried,
            remat: turns.remat,
        })
    }

    /// The index of a loop, under a name that hides no other local of the derived code.
    fn index(&mut self, name: &Ident) -> Ident {
        let in_sight: Vec<ValueId> = self.env.all().flat_map(Bound::mentions).collect();
        let is_local = |id: ValueId| match self.graph.values[id].home {
            Home::Parameter(_) | Home::Carried(_) | Home::AfterLoop { .. } => true,
            Home::Local => in_sight.contains(&id),
            _ => false,
        };
        let locals: Vec<_> = (0..self.graph.values.len()).filter(|&id| is_local(id)).collect();
        let unique = self.unique(name, |name| locals.iter().any(|&id| self.graph.values[id].name == *name));
        let depends_on = BTreeSet::new();
        self.graph.values.push(Value {
            name: unique.clone(),
            ty: quote!(usize),
            home: Home::Local,
            depends_on,
        });
        let index = self.whole(self.graph.values.len() - 1, name.span());
        self.env.bind(&name.to_string(), Bound::One(index));
        unique
    }

    fn finish(&mut self, mut node: Loop, block: BlockId) {
        for c in &mut node.carried {
            let depends_on = self.graph.values[c.inside].depends_on.clone();
            c.after = self.value(&c.name, Home::AfterLoop { block }, depends_on);
            self.graph.values[c.after].ty = c.before.ty.clone();
            self.env.assign(&c.name.to_string(), Bound::One(self.whole(c.after, c.name.span())));
        }
        self.graph.blocks[block].nodes.push(Node::Loop(Box::new(node)));
    }

    /// `if` and `match` with a value.
    pub(super) fn branch_value(&mut self, e: &Expr, name: Option<&Ident>, block: BlockId) -> Result<Bound> {
        let name = name.cloned().unwrap_or_else(|| Ident::new("choice", e.span()));
        Ok(self.branch(e, Some(&name), block)?.expect("a value was asked for"))
    }

    /// `if` and `match` as a statement.
    pub(super) fn branch_statement(&mut self, e: &Expr, block: BlockId) -> Result<()> {
        self.branch(e, None, block).map(drop)
    }

    /// The results of a branch are the variables that an arm assigns and, if it is to have a name, its value.
    fn branch(&mut self, e: &Expr, name: Option<&Ident>, block: BlockId) -> Result<Option<Bound>> {
        let (choice, arms) = self.arms(e)?;
        let mut assigned: Vec<Ident> = Vec::new();
        for name in arms.iter().flatten().flat_map(assigned_in_expression) {
            if !assigned.contains(&name) {
                assigned.push(name);
            }
        }
        let assigned = self.in_sight(assigned);
        if name.is_none() && assigned.is_empty() {
            return refuse(
                e,
                "this branch changes no variable: use its value, `let h = if … { … } else { … };`",
            );
        }
        let mut branch = Branch { choice, arms: Vec::new(), results: Vec::new(), arm_results: Vec::new() };
        let (mut values, mut variables) = (Vec::new(), vec![Vec::new(); assigned.len()]);
        let env = self.env.clone();
        for arm in arms {
            let inner = self.new_block();
            match (arm, name) {
                (Some(arm), Some(name)) => values.push(self.expression(&arm, Some(name), inner)?),
                (Some(arm), None) => self.statements(&[Stmt::Expr(arm, Some(Default::default()))], inner)?,
                (None, Some(_)) => {
                    return refuse(e, "an `if` whose value is used needs an `else`: `if … { … } else { … }`");
                }
                (None, None) => {}
            }
            for (name, variable) in assigned.iter().zip(&mut variables) {
                variable.push(self.env.get(&name.to_string()).expect("it is in sight").clone());
            }
            branch.arms.push(inner);
            self.env = env.clone();
        }
        for (name, variable) in assigned.iter().zip(&variables) {
            let joined = self.join(e, name, variable, &mut branch, block)?;
            self.env.assign(&name.to_string(), joined);
        }
        let value = name.map(|name| self.join(e, name, &values, &mut branch, block)).transpose()?;
        self.graph.blocks[block].nodes.push(Node::Branch(Box::new(branch)));
        Ok(value)
    }

    /// One value out of those that the arms give.
    fn join(
        &mut self,
        e: &Expr,
        name: &Ident,
        values: &[Bound],
        branch: &mut Branch,
        block: BlockId,
    ) -> Result<Bound> {
        if let Bound::Tuple(first) = &values[0] {
            let parts = (0..first.len()).map(|i| {
                let part: Option<Vec<Bound>> = values
                    .iter()
                    .map(|v| match v {
                        Bound::Tuple(parts) if parts.len() == first.len() => Some(parts[i].clone()),
                        _ => None,
                    })
                    .collect();
                let Some(part) = part else {
                    return refuse(
                        e,
                        "the arms of this branch give tuples of different lengths, or not all a tuple",
                    );
                };
                self.join(e, name, &part, branch, block)
            });
            return Ok(Bound::Tuple(parts.collect::<Result<_>>()?));
        }
        let mut computed = Vec::new();
        let mut depends_on = BTreeSet::new();
        for (value, &arm) in values.iter().zip(&branch.arms) {
            let Bound::One(operand) = value else {
                return refuse(e, "one arm gives a tuple, another does not: end each in as many parts");
            };
            let free = self.owns(operand, arm);
            let id = if free { operand.value } else { self.identity(operand.clone(), name, arm) };
            depends_on.extend(self.graph.values[id].depends_on.clone());
            computed.push(id);
        }
        let ty = self.graph.values[computed[0]].ty.clone();
        let result = self.value(name, Home::Slot(block), depends_on);
        self.graph.values[result].ty = ty;
        for (&id, &arm) in computed.iter().zip(&branch.arms) {
            self.graph.values[id].home = Home::ArmResult { result, arm };
        }
        branch.results.push(result);
        branch.arm_results.push(computed);
        Ok(Bound::One(self.whole(result, name.span())))
    }

    /// An expression that numbers the arms, and the arms; the last is `None` for an `if` without `else`.
    fn arms(&self, e: &Expr) -> Result<(Verbatim, Vec<Option<Expr>>)> {
        match e {
            Expr::If(i) => {
                if let Expr::Let(l) = &*i.cond {
                    return refuse(l.let_token, "`if let` has no derivative: use a condition");
                }
                let condition = &i.cond;
                let then =
                    Expr::Block(syn::ExprBlock { attrs: vec![], label: None, block: i.then_branch.clone() });
                let or_else = i.else_branch.as_ref().map(|(_, e)| (**e).clone());
                Ok((self.verbatim(&quote!(if #condition { 0u8 } else { 1u8 })), vec![Some(then), or_else]))
            }
            Expr::Match(m) => {
                let value = &m.expr;
                let mut choices = Vec::new();
                for (i, arm) in m.arms.iter().enumerate() {
                    if binds(&arm.pat) {
                        return refuse(
                            &arm.pat,
                            "a pattern that binds has no derivative: match numbers, `_` and constants",
                        );
                    }
                    let (pattern, number) = (&arm.pat, Literal::u8_suffixed(i as u8));
                    let guard = arm.guard.as_ref().map(|(_, guard)| quote!(if #guard));
                    choices.push(quote!(#pattern #guard => #number,));
                }
                let arms = m.arms.iter().map(|arm| Some((*arm.body).clone())).collect();
                Ok((self.verbatim(&quote!(match #value { #(#choices)* })), arms))
            }
            e => refuse(e, "expected `if` or `match`"),
        }
    }
}

/// Whether a pattern binds a variable.
fn binds(pattern: &Pat) -> bool {
    match pattern {
        Pat::Ident(p) => p.ident.to_string().starts_with(char::is_lowercase),
        Pat::Or(o) => o.cases.iter().any(binds),
        Pat::Lit(_) | Pat::Wild(_) | Pat::Range(_) | Pat::Path(_) | Pat::Const(_) => false,
        _ => true,
    }
}

fn unparenthesised(e: &Expr) -> &Expr {
    match e {
        Expr::Paren(p) => unparenthesised(&p.expr),
        e => e,
    }
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|a| a.path().is_ident(name))
}
