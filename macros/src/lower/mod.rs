//! From the user's body to the graph, in A-normal form: every operation gets a name and a place.
//!
//! What is outside the differentiable subset is refused at its own token, with the rewrite to use.

mod control;
mod expression;
mod fence;
mod number;
mod statement;

use std::collections::{BTreeSet, HashMap};

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Error, Expr, Ident, Result, Stmt};

use crate::graph::*;
use crate::signature::{Function, SELF};

/// The graph of a function, and the projection that gives each value's type.
pub fn lower(function: &Function) -> Result<Graph> {
    fence::check(&function.body)?;
    let arguments = function.arguments();
    let name = &function.name;
    let mut lower = Lower { function, me: quote!(#name #arguments), graph: Graph::default() };
    lower.graph.blocks.push(Block::default());
    let mut env = lower.parameters();
    let Some((Stmt::Expr(last, None), statements)) = function.body.stmts.split_last() else {
        return Err(Error::new(
            function.body.span(),
            "a differentiable function ends in an expression: its result",
        ));
    };
    lower.statements(statements, &mut env, ROOT)?;
    lower.result(last, &env)?;
    Ok(lower.graph)
}

/// The graph of a function whose backward pass the user writes: nothing but its parameters.
pub fn parameters_only(function: &Function) -> Graph {
    let (arguments, name) = (function.arguments(), &function.name);
    let mut lower = Lower { function, me: quote!(#name #arguments), graph: Graph::default() };
    lower.graph.blocks.push(Block::default());
    lower.parameters();
    lower.graph
}

/// What a name stands for.
#[derive(Clone)]
enum Bound {
    One(Operand),
    Tuple(Vec<Bound>),
}

type Env = HashMap<String, Bound>;

struct Lower<'a> {
    function: &'a Function,
    /// The derived type with its generics: `loss<B>`.
    me: TokenStream,
    graph: Graph,
}

impl Lower<'_> {
    fn parameters(&mut self) -> Env {
        let mut env = Env::new();
        for (i, param) in self.function.params.iter().enumerate() {
            let field = quote::format_ident!("P{i}");
            let me = &self.me;
            let ty = quote!(<#me as Types>::#field);
            let depends_on = if param.has_derivative() { [i].into() } else { BTreeSet::new() };
            self.graph.values.push(Value {
                name: param.name.clone(),
                ty,
                home: Home::Parameter(i),
                depends_on,
            });
            let user_name = if param.name == SELF { "self".to_owned() } else { param.name.to_string() };
            env.insert(user_name, Bound::One(self.whole(i, param.name.span())));
        }
        env
    }

    fn result(&mut self, last: &Expr, env: &Env) -> Result<()> {
        let name = Ident::new("out", last.span());
        let parts = match self.expression(last, Some(&name), env, ROOT)? {
            Bound::One(operand) => vec![Bound::One(operand)],
            Bound::Tuple(parts) => {
                self.graph.returns_tuple = true;
                parts
            }
        };
        for (i, part) in parts.into_iter().enumerate() {
            let Bound::One(operand) = part else {
                return Err(Error::new(last.span(), "a tuple within a tuple: return one flat tuple"));
            };
            let used = self.graph.uses(ROOT).iter().any(|(o, _)| o.value == operand.value);
            let value = if self.owns(&operand, ROOT) && !used {
                operand.value
            } else {
                self.identity(operand, &name, ROOT)
            };
            self.graph.values[value].home = Home::Result(self.graph.returns_tuple.then_some(i));
            self.graph.results.push(value);
        }
        Ok(())
    }

    fn whole(&self, value: ValueId, span: Span) -> Operand {
        Operand { value, path: vec![], ty: self.graph.values[value].ty.clone(), span }
    }

    /// A new value of the given type, under a name that no other value has.
    fn value(&mut self, name: &Ident, home: Home, depends_on: BTreeSet<usize>) -> ValueId {
        let taken = |name: &str| self.graph.values.iter().any(|v| v.name == name);
        let mut unique = name.to_string();
        let mut n = 1;
        while taken(&unique) {
            n += 1;
            unique = format!("{name}_{n}");
        }
        let name = Ident::new(&unique, name.span());
        let (me, span) = (&self.me, name.span());
        let ty = quote_spanned!(span=> <#me as Types>::#name);
        self.graph.values.push(Value { name, ty, home, depends_on });
        self.graph.values.len() - 1
    }

    /// A value of a type that is written down, and which needs no place of its own.
    fn inline(&mut self, expr: TokenStream, ty: TokenStream, span: Span) -> Operand {
        self.placeless(ty, Home::Inline(expr), span)
    }

    fn placeless(&mut self, ty: TokenStream, home: Home, span: Span) -> Operand {
        let name = Ident::new("number", span);
        self.graph.values.push(Value { name, ty, home, depends_on: BTreeSet::new() });
        self.whole(self.graph.values.len() - 1, span)
    }

    /// `op(args)` in its place, called `name` if the user gave it one.
    fn call(
        &mut self,
        op: Op,
        args: Vec<Operand>,
        span: Span,
        name: Option<&Ident>,
        block: BlockId,
    ) -> Operand {
        let depends_on =
            args.iter().flat_map(|a| self.graph.values[a.value].depends_on.iter().copied()).collect();
        let name = name.cloned().unwrap_or_else(|| Ident::new("t", span));
        let out = self.value(&name, Home::Slot(block), depends_on);
        self.graph.blocks[block].nodes.push(Node::Call(Box::new(Call { out, op, args, span })));
        self.whole(out, name.span())
    }

    /// A copy in a place of its own.
    fn identity(&mut self, operand: Operand, name: &Ident, block: BlockId) -> ValueId {
        let span = operand.span;
        let op = Op::Path(quote_spanned!(span=> ::tapeless::ops::identity));
        self.call(op, vec![operand], span, Some(name), block).value
    }

    /// Whether the operand is a value computed in this block, so that its place can be given away.
    fn owns(&self, operand: &Operand, block: BlockId) -> bool {
        operand.is_whole() && matches!(self.graph.values[operand.value].home, Home::Slot(b) if b == block)
    }

    /// What a verbatim expression may mention: the variables in it that are bound.
    fn scope(&self, expr: &impl quote::ToTokens, env: &Env) -> Scope {
        let mut names = BTreeSet::new();
        collect_idents(expr.to_token_stream(), &mut names);
        let mut scope = Scope::new();
        for name in names {
            if let Some(Bound::One(operand)) = env.get(&name.to_string())
                && !matches!(
                    self.graph.values[operand.value].home,
                    Home::Local | Home::Inline(_) | Home::Number { .. }
                )
            {
                scope.push((name, operand.clone()));
            }
        }
        scope
    }
}

fn collect_idents(tokens: TokenStream, names: &mut BTreeSet<Ident>) {
    for token in tokens {
        match token {
            proc_macro2::TokenTree::Ident(ident) => {
                names.insert(ident);
            }
            proc_macro2::TokenTree::Group(group) => collect_idents(group.stream(), names),
            _ => {}
        }
    }
}
