//! Loops and branches.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::visit::Visit;
use syn::{Attribute, Error, Expr, ExprForLoop, ExprWhile, Ident, Pat, RangeLimits, Result, Stmt};

use super::expression::refuse;
use super::{Bound, Env, Lower};
use crate::graph::*;

/// How often a loop turns, and by what.
struct Turns {
    index: Ident,
    count: Expr,
    backwards: bool,
    condition: Option<Expr>,
    remat: bool,
}

impl Lower<'_> {
    pub(super) fn for_loop(&mut self, f: &ExprForLoop, env: &mut Env, block: BlockId) -> Result<()> {
        let index = match &*f.pat {
            Pat::Ident(p) => p.ident.clone(),
            Pat::Wild(w) => Ident::new("turn", w.underscore_token.span),
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
        self.constant_turns(end, env)?;
        let turns = Turns {
            index,
            count: (**end).clone(),
            backwards,
            condition: None,
            remat: has(&f.attrs, "remat"),
        };
        self.turns(turns, &f.body.stmts, env, block)
    }

    pub(super) fn while_loop(&mut self, w: &ExprWhile, env: &mut Env, block: BlockId) -> Result<()> {
        let Some(bound) = w.attrs.iter().find(|a| a.path().is_ident("bound")) else {
            let message =
                "how many turns at most? The workspace holds them all: write `#[bound(64)]` before this loop";
            return refuse(w.while_token, message);
        };
        if let Expr::Let(l) = &*w.cond {
            return refuse(l.let_token, "`while let` has no derivative: use a condition");
        }
        let turns = Turns {
            index: Ident::new("turn", w.while_token.span),
            count: bound.parse_args()?,
            backwards: false,
            condition: Some((*w.cond).clone()),
            remat: has(&w.attrs, "remat"),
        };
        self.turns(turns, &w.body.stmts, env, block)
    }

    /// The number of turns must be known when the program is compiled.
    fn constant_turns(&self, end: &Expr, env: &Env) -> Result<()> {
        let mut names = BTreeSet::new();
        super::collect_idents(end.to_token_stream(), &mut names);
        match names.iter().find(|name| env.contains_key(&name.to_string())) {
            Some(name) => Err(Error::new_spanned(
                end,
                format!(
                    "the number of turns must be a constant, and `{name}` is known at run time only: use a const parameter, or `#[bound(N)] while …`"
                ),
            )),
            None => Ok(()),
        }
    }

    /// What a carried variable depends on is known only after its loop's body has been seen: until nothing is added,
    /// start again.
    fn turns(&mut self, turns: Turns, body: &[Stmt], env: &mut Env, block: BlockId) -> Result<()> {
        let names: Vec<Ident> =
            assigned_in(body).into_iter().filter(|name| env.contains_key(&name.to_string())).collect();
        let mut more: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); names.len()];
        loop {
            let start = self.graph.clone();
            let (inner, carried) = self.body(&turns, &names, &more, body, env)?;
            let mut grown = false;
            for (c, more) in carried.iter().zip(&mut more) {
                let known = self.graph.values[c.inside].depends_on.clone();
                let new: BTreeSet<_> =
                    self.graph.values[c.last].depends_on.difference(&known).copied().collect();
                grown |= !new.is_empty();
                more.extend(new);
            }
            if !grown {
                return self.finish(turns, inner, carried, env, block);
            }
            self.graph = start;
        }
    }

    fn body(
        &mut self,
        turns: &Turns,
        names: &[Ident],
        more: &[BTreeSet<usize>],
        body: &[Stmt],
        env: &Env,
    ) -> Result<(BlockId, Vec<Carried>)> {
        let inner_block = self.new_block();
        let mut inner = env.clone();
        let mut carried = Vec::new();
        for (name, more) in names.iter().zip(more) {
            let Bound::One(before) = &env[&name.to_string()] else {
                return refuse(name, "a tuple cannot be carried through a loop: carry its parts");
            };
            let mut depends_on = self.graph.values[before.value].depends_on.clone();
            depends_on.extend(more);
            let name_inside = Ident::new(&format!("{name}_before"), name.span());
            let inside = self.value(&name_inside, Home::Carried(inner_block), depends_on);
            self.graph.values[inside].ty = before.ty.clone();
            inner.insert(name.to_string(), Bound::One(self.whole(inside, name.span())));
            carried.push((name.clone(), before.clone(), inside));
        }
        self.graph.values.push(Value {
            name: turns.index.clone(),
            ty: quote!(usize),
            home: Home::Local,
            depends_on: BTreeSet::new(),
        });
        let index = self.whole(self.graph.values.len() - 1, turns.index.span());
        inner.insert(turns.index.to_string(), Bound::One(index));
        self.statements(body, &mut inner, inner_block)?;
        let carried = carried
            .into_iter()
            .map(|(name, before, inside)| {
                let Bound::One(operand) = inner[&name.to_string()].clone() else {
                    return refuse(&name, "a tuple cannot be carried through a loop: carry its parts");
                };
                let last = if self.owns(&operand, inner_block) {
                    operand.value
                } else {
                    self.identity(operand, &name, inner_block)
                };
                self.graph.values[last].home = Home::Kept(inner_block);
                Ok(Carried { name, before, inside, last, after: last })
            })
            .collect::<Result<_>>()?;
        Ok((inner_block, carried))
    }

    fn finish(
        &mut self,
        turns: Turns,
        body: BlockId,
        mut carried: Vec<Carried>,
        env: &mut Env,
        block: BlockId,
    ) -> Result<()> {
        // What the condition sees are the carried variables as a turn finds them.
        let mut seen = env.clone();
        for c in &mut carried {
            let depends_on = self.graph.values[c.inside].depends_on.clone();
            let home = Home::AfterLoop { block };
            c.after = self.value(&c.name, home, depends_on);
            self.graph.values[c.after].ty = c.before.ty.clone();
            seen.insert(c.name.to_string(), Bound::One(self.whole(c.inside, c.name.span())));
            env.insert(c.name.to_string(), Bound::One(self.whole(c.after, c.name.span())));
        }
        let scope = turns.condition.as_ref().map(|c| self.scope(c, &seen)).unwrap_or_default();
        self.graph.blocks[block].nodes.push(Node::Loop(Box::new(Loop {
            index: turns.index,
            turns: turns.count,
            backwards: turns.backwards,
            condition: turns.condition,
            scope,
            body,
            carried,
            remat: turns.remat,
        })));
        Ok(())
    }

    /// `if` and `match` with a value.
    pub(super) fn branch(
        &mut self,
        e: &Expr,
        name: Option<&Ident>,
        env: &Env,
        block: BlockId,
    ) -> Result<Bound> {
        let (choice, arms) = self.arms(e)?;
        let name = name.cloned().unwrap_or_else(|| Ident::new("choice", e.span()));
        let mut blocks = Vec::new();
        let mut values = Vec::new();
        for arm in &arms {
            let inner = self.new_block();
            let Some(arm) = arm else {
                return refuse(e, "an `if` whose value is used needs an `else`");
            };
            values.push(self.expression(arm, Some(&name), env, inner)?);
            blocks.push(inner);
        }
        let mut results = Vec::new();
        let mut arm_results = Vec::new();
        let bound = self.join(e, &name, &values, &blocks, block, &mut results, &mut arm_results)?;
        self.push_branch(choice, env, block, blocks, results, arm_results);
        Ok(bound)
    }

    /// `if` and `match` as a statement: the variables that an arm assigns are its results.
    pub(super) fn branch_statement(&mut self, e: &Expr, env: &mut Env, block: BlockId) -> Result<()> {
        let (choice, arms) = self.arms(e)?;
        let mut names: Vec<Ident> = Vec::new();
        for arm in arms.iter().flatten() {
            for name in assigned_in(&[Stmt::Expr(arm.clone(), None)]) {
                if env.contains_key(&name.to_string()) && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        if names.is_empty() {
            return refuse(
                e,
                "this branch changes no variable: use its value, `let h = if … { … } else { … };`",
            );
        }
        let (mut blocks, mut envs) = (Vec::new(), Vec::new());
        for arm in &arms {
            let (inner, mut arm_env) = (self.new_block(), env.clone());
            match arm {
                Some(Expr::Block(b)) => self.statements(&b.block.stmts, &mut arm_env, inner)?,
                Some(e) => {
                    self.statements(&[Stmt::Expr(e.clone(), Some(Default::default()))], &mut arm_env, inner)?
                }
                None => {}
            }
            blocks.push(inner);
            envs.push(arm_env);
        }
        let (mut results, mut arm_results, mut joined) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            let values: Vec<Bound> = envs.iter().map(|env| env[&name.to_string()].clone()).collect();
            joined.push((
                name.clone(),
                self.join(e, &name, &values, &blocks, block, &mut results, &mut arm_results)?,
            ));
        }
        self.push_branch(choice, env, block, blocks, results, arm_results);
        env.extend(joined.into_iter().map(|(name, bound)| (name.to_string(), bound)));
        Ok(())
    }

    /// One value out of those that the arms give.
    #[allow(clippy::too_many_arguments)]
    fn join(
        &mut self,
        e: &Expr,
        name: &Ident,
        values: &[Bound],
        blocks: &[BlockId],
        block: BlockId,
        results: &mut Vec<ValueId>,
        arm_results: &mut Vec<Vec<ValueId>>,
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
                    return refuse(e, "the arms of this branch give tuples of different lengths");
                };
                self.join(e, name, &part, blocks, block, results, arm_results)
            });
            return Ok(Bound::Tuple(parts.collect::<Result<_>>()?));
        }
        let mut computed = Vec::new();
        let mut depends_on = BTreeSet::new();
        for (value, &inner) in values.iter().zip(blocks) {
            let Bound::One(operand) = value else {
                return refuse(e, "one arm gives a tuple, another does not");
            };
            let free = self.owns(operand, inner);
            let id = if free { operand.value } else { self.identity(operand.clone(), name, inner) };
            depends_on.extend(self.graph.values[id].depends_on.clone());
            computed.push(id);
        }
        let ty = self.graph.values[computed[0]].ty.clone();
        let result = self.value(name, Home::Slot(block), depends_on);
        self.graph.values[result].ty = ty;
        for &id in &computed {
            self.graph.values[id].home = Home::ArmResult(result);
        }
        results.push(result);
        arm_results.push(computed);
        Ok(Bound::One(self.whole(result, name.span())))
    }

    #[allow(clippy::too_many_arguments)]
    fn push_branch(
        &mut self,
        choice: TokenStream,
        env: &Env,
        block: BlockId,
        arms: Vec<BlockId>,
        results: Vec<ValueId>,
        arm_results: Vec<Vec<ValueId>>,
    ) {
        let scope = self.scope(&choice, env);
        self.graph.blocks[block].nodes.push(Node::Branch(Box::new(Branch {
            choice,
            scope,
            arms,
            results,
            arm_results,
        })));
    }

    /// An expression that numbers the arms, and the arms; the last is `None` for an `if` without `else`.
    fn arms(&self, e: &Expr) -> Result<(TokenStream, Vec<Option<Expr>>)> {
        match e {
            Expr::If(i) => {
                if let Expr::Let(l) = &*i.cond {
                    return refuse(l.let_token, "`if let` has no derivative: use a condition");
                }
                let condition = &i.cond;
                let then =
                    Expr::Block(syn::ExprBlock { attrs: vec![], label: None, block: i.then_branch.clone() });
                let or_else = i.else_branch.as_ref().map(|(_, e)| (**e).clone());
                Ok((quote!(if #condition { 0u8 } else { 1u8 }), vec![Some(then), or_else]))
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
                Ok((quote!(match #value { #(#choices)* }), arms))
            }
            e => refuse(e, "expected `if` or `match`"),
        }
    }

    fn new_block(&mut self) -> BlockId {
        self.graph.blocks.push(Block::default());
        self.graph.blocks.len() - 1
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

/// The variables that statements assign, in order of first assignment.
pub(super) fn assigned_in(statements: &[Stmt]) -> Vec<Ident> {
    struct Assigned(Vec<Ident>);
    impl Assigned {
        fn add(&mut self, left: &Expr) {
            if let Expr::Path(p) = left
                && let Some(ident) = p.path.get_ident()
                && !self.0.contains(ident)
            {
                self.0.push(ident.clone());
            }
        }
    }
    impl<'a> Visit<'a> for Assigned {
        fn visit_expr_assign(&mut self, a: &'a syn::ExprAssign) {
            self.add(&a.left);
            syn::visit::visit_expr_assign(self, a);
        }
        fn visit_expr_binary(&mut self, b: &'a syn::ExprBinary) {
            if super::statement::assigning(&b.op).is_some() {
                self.add(&b.left);
            }
            syn::visit::visit_expr_binary(self, b);
        }
    }
    let mut assigned = Assigned(Vec::new());
    statements.iter().for_each(|statement| assigned.visit_stmt(statement));
    assigned.0
}
