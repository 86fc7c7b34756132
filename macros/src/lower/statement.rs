//! Statements.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{BinOp, Expr, Ident, Local, Member, Pat, Result, Stmt};

use super::Lower;
use super::expression::refuse;
use crate::graph::*;

impl Lower<'_> {
    pub(super) fn statements(&mut self, statements: &[Stmt], block: BlockId) -> Result<()> {
        statements.iter().try_for_each(|statement| self.statement(statement, block))
    }

    fn statement(&mut self, statement: &Stmt, block: BlockId) -> Result<()> {
        self.begin_line(statement);
        match statement {
            Stmt::Local(local) => self.local(local, block),
            Stmt::Expr(e, _) => match e {
                Expr::Assign(a) => {
                    let name = assigned(&a.left)?;
                    self.rebind(name, &a.right, block)
                }
                Expr::Binary(b) if assigning(&b.op).is_some() => {
                    let name = assigned(&b.left)?;
                    let op = assigning(&b.op).expect("just asked");
                    let (left, right) = (&b.left, &b.right);
                    self.rebind(name, &syn::parse_quote_spanned!(b.op.span()=> #left #op #right), block)
                }
                Expr::ForLoop(f) => self.for_loop(f, block),
                Expr::While(w) => self.while_loop(w, block),
                Expr::If(_) | Expr::Match(_) => self.branch_statement(e, block),
                Expr::Block(b) => self.inner_statements(&b.block, block),
                e => refuse(e, "this statement has no effect on the result: take it out"),
            },
            Stmt::Item(item) => refuse(item, "move this item out of the differentiable function"),
            Stmt::Macro(m) => refuse(&m.mac.path, "a macro cannot be differentiated: call it outside"),
        }
    }

    /// `let pattern = value;`
    fn local(&mut self, local: &Local, block: BlockId) -> Result<()> {
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
            && self.is_plain(&init.expr)
        {
            let operand = self.plain(&init.expr, ty.to_token_stream(), Some(&name.ident), block)?;
            return self.bind(pattern, Bound::One(operand));
        }
        let name = match pattern {
            Pat::Ident(p) => Some(&p.ident),
            _ => None,
        };
        let bound = self.expression(&init.expr, name, block)?;
        self.bind(pattern, bound)
    }

    /// Whether an expression mentions nothing that has a derivative.
    fn is_plain(&self, e: &Expr) -> bool {
        self.is_number(e)
            || (!matches!(e, Expr::Path(_) | Expr::Field(_) | Expr::Reference(_))
                && self.verbatim(e).mentions().iter().all(|&value| !self.graph.is_active(value)))
    }

    fn rebind(&mut self, name: &Ident, value: &Expr, block: BlockId) -> Result<()> {
        let bound = self.expression(value, Some(name), block)?;
        if self.env.assign(&name.to_string(), bound) {
            return Ok(());
        }
        refuse(name, "no variable of this function has this name")
    }

    fn bind(&mut self, pattern: &Pat, bound: Bound) -> Result<()> {
        match (pattern, bound) {
            (Pat::Ident(p), bound) => {
                for value in bound.mentions() {
                    self.graph.temporaries.remove(&value);
                }
                self.env.bind(&p.ident.to_string(), bound);
                Ok(())
            }
            (Pat::Wild(_), _) => Ok(()),
            (Pat::Tuple(t), Bound::Tuple(parts)) if t.elems.len() == parts.len() => {
                t.elems.iter().zip(parts).try_for_each(|(pattern, part)| self.bind(pattern, part))
            }
            (Pat::Tuple(t), Bound::One(operand)) => {
                t.elems.iter().enumerate().try_for_each(|(i, pattern)| {
                    let member = Member::Unnamed(syn::Index { index: i as u32, span: pattern.span() });
                    let part = self.field(operand.clone(), &member);
                    self.bind(pattern, Bound::One(part))
                })
            }
            (Pat::Tuple(t), Bound::Tuple(parts)) => {
                refuse(pattern, &format!("{} names for a tuple of {} parts", t.elems.len(), parts.len()))
            }
            (pattern, _) => refuse(pattern, "expected a name or a tuple of names"),
        }
    }

    /// A block as an expression.
    pub(super) fn inner_block(
        &mut self,
        b: &syn::Block,
        name: Option<&Ident>,
        block: BlockId,
    ) -> Result<Bound> {
        let Some((Stmt::Expr(last, None), statements)) = b.stmts.split_last() else {
            return refuse(b, "this block has no value: end it in an expression");
        };
        self.env.open();
        self.statements(statements, block)?;
        let bound = self.expression(last, name, block);
        self.env.close();
        bound
    }

    /// A block as a statement.
    pub(super) fn inner_statements(&mut self, b: &syn::Block, block: BlockId) -> Result<()> {
        self.env.open();
        self.statements(&b.stmts, block)?;
        self.env.close();
        Ok(())
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
