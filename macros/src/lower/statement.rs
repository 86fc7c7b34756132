//! Statements.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, Ident, Local, Member, Pat, Result, Stmt};

use super::expression::{field, refuse};
use super::{Bound, Env, Lower};
use crate::graph::*;

impl Lower<'_> {
    pub(super) fn statements(&mut self, statements: &[Stmt], env: &mut Env, block: BlockId) -> Result<()> {
        statements.iter().try_for_each(|statement| self.statement(statement, env, block))
    }

    fn statement(&mut self, statement: &Stmt, env: &mut Env, block: BlockId) -> Result<()> {
        match statement {
            Stmt::Local(local) => self.local(local, env, block),
            Stmt::Expr(e, _) => match e {
                Expr::Assign(a) => {
                    let name = assigned(&a.left)?;
                    self.rebind(name, &a.right, env, block)
                }
                Expr::Binary(b) if assigning(&b.op).is_some() => {
                    let name = assigned(&b.left)?;
                    let op = assigning(&b.op).expect("just asked");
                    let (left, right) = (&b.left, &b.right);
                    self.rebind(name, &syn::parse_quote_spanned!(b.op.span()=> #left #op #right), env, block)
                }
                Expr::ForLoop(f) => self.for_loop(f, env, block),
                Expr::While(w) => self.while_loop(w, env, block),
                Expr::If(_) | Expr::Match(_) => self.branch_statement(e, env, block),
                Expr::Block(b) => {
                    let mut inner = env.clone();
                    self.statements(&b.block.stmts, &mut inner, block)?;
                    for name in super::control::assigned_in(&b.block.stmts) {
                        if env.contains_key(&name.to_string()) {
                            env.insert(name.to_string(), inner[&name.to_string()].clone());
                        }
                    }
                    Ok(())
                }
                e => refuse(e, "this statement has no effect on the result: take it out"),
            },
            Stmt::Item(item) => refuse(item, "move this item out of the differentiable function"),
            Stmt::Macro(m) => refuse(&m.mac.path, "a macro cannot be differentiated: call it outside"),
        }
    }

    /// `let pattern = value;`
    fn local(&mut self, local: &Local, env: &mut Env, block: BlockId) -> Result<()> {
        let Some(init) = &local.init else {
            return refuse(local, "bind the variable where its value is known: `let x = …;`");
        };
        if let Some((or_else, _)) = &init.diverge {
            return refuse(or_else, "`let … else` leaves early: use `if … else …`");
        }
        let (pattern, ty) = match &local.pat {
            Pat::Type(typed) => (&*typed.pat, Some(&typed.ty)),
            pattern => (pattern, None),
        };
        if let (Some(ty), Pat::Ident(name)) = (ty, pattern)
            && self.is_plain(&init.expr, env)
        {
            let operand = self.plain(&init.expr, ty.to_token_stream(), Some(&name.ident), env, block)?;
            env.insert(name.ident.to_string(), Bound::One(operand));
            return Ok(());
        }
        let name = match pattern {
            Pat::Ident(p) => Some(&p.ident),
            _ => None,
        };
        let bound = self.expression(&init.expr, name, env, block)?;
        bind(pattern, bound, env)
    }

    /// Whether an expression mentions nothing that has a derivative.
    fn is_plain(&self, e: &Expr, env: &Env) -> bool {
        self.is_number(e, env)
            || (!matches!(e, Expr::Path(_) | Expr::Field(_) | Expr::Reference(_))
                && self.scope(e, env).iter().all(|(_, operand)| !self.graph.is_active(operand.value))
                && env.iter().all(|(name, bound)| !matches!(bound, Bound::Tuple(_)) || !mentions(e, name)))
    }

    fn rebind(&mut self, name: &Ident, value: &Expr, env: &mut Env, block: BlockId) -> Result<()> {
        if !env.contains_key(&name.to_string()) {
            return refuse(name, "no variable of this function has this name");
        }
        let bound = self.expression(value, Some(name), env, block)?;
        env.insert(name.to_string(), bound);
        Ok(())
    }

    /// A block as an expression.
    pub(super) fn inner_block(
        &mut self,
        b: &syn::Block,
        name: Option<&Ident>,
        env: &Env,
        block: BlockId,
    ) -> Result<Bound> {
        let Some((Stmt::Expr(last, None), statements)) = b.stmts.split_last() else {
            return refuse(b, "this block has no value: end it in an expression");
        };
        let mut inner = env.clone();
        self.statements(statements, &mut inner, block)?;
        self.expression(last, name, &inner, block)
    }
}

fn mentions(e: &Expr, name: &str) -> bool {
    let mut names = Default::default();
    super::collect_idents(e.to_token_stream(), &mut names);
    names.iter().any(|ident| ident == name)
}

fn bind(pattern: &Pat, bound: Bound, env: &mut Env) -> Result<()> {
    match (pattern, bound) {
        (Pat::Ident(p), bound) => {
            env.insert(p.ident.to_string(), bound);
            Ok(())
        }
        (Pat::Wild(_), _) => Ok(()),
        (Pat::Tuple(t), Bound::Tuple(parts)) if t.elems.len() == parts.len() => {
            t.elems.iter().zip(parts).try_for_each(|(pattern, part)| bind(pattern, part, env))
        }
        (Pat::Tuple(t), Bound::One(operand)) => t.elems.iter().enumerate().try_for_each(|(i, pattern)| {
            let member = Member::Unnamed(syn::Index { index: i as u32, span: pattern.span() });
            bind(pattern, Bound::One(field(operand.clone(), &member)), env)
        }),
        (pattern, _) => refuse(pattern, "expected a name or a tuple of names"),
    }
}

/// The variable that an assignment changes.
fn assigned(left: &Expr) -> Result<&Ident> {
    match left {
        Expr::Path(p) if p.path.get_ident().is_some() => Ok(p.path.get_ident().expect("just asked")),
        _ => refuse(left, "a part of a value is not changed in place: build the whole value anew, `x = …;`"),
    }
}

/// The operator in `+=` and its like.
pub(super) fn assigning(op: &BinOp) -> Option<BinOp> {
    Some(match op {
        BinOp::AddAssign(t) => BinOp::Add(syn::Token![+](t.spans[0])),
        BinOp::SubAssign(t) => BinOp::Sub(syn::Token![-](t.spans[0])),
        BinOp::MulAssign(t) => BinOp::Mul(syn::Token![*](t.spans[0])),
        BinOp::DivAssign(t) => BinOp::Div(syn::Token![/](t.spans[0])),
        _ => return None,
    })
}
