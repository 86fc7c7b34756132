//! Expressions.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{BinOp, Error, Expr, Ident, Member, Result, UnOp};

use super::Lower;
use crate::emit::field as key_of;
use crate::graph::*;

impl Lower<'_> {
    /// One expression to nodes of `block`; a value computed here is called `name`.
    pub(super) fn expression(&mut self, e: &Expr, name: Option<&Ident>, block: BlockId) -> Result<Bound> {
        if let Some(bound) = self.place(e, block)? {
            return Ok(bound);
        }
        match e {
            Expr::Paren(p) => self.expression(&p.expr, name, block),
            Expr::Group(g) => self.expression(&g.expr, name, block),
            Expr::Reference(r) => match r.mutability {
                Some(m) => refuse(
                    m,
                    "nothing is changed in place in a differentiable function: bind the new value with `let`",
                ),
                None => self.expression(&r.expr, name, block),
            },
            Expr::Tuple(t) => {
                let parts = t.elems.iter().map(|e| self.expression(e, None, block)).collect::<Result<_>>()?;
                Ok(Bound::Tuple(parts))
            }
            Expr::Block(b) => self.inner_block(&b.block, name, block),
            Expr::If(_) | Expr::Match(_) => self.branch_value(e, name, block),
            Expr::Binary(b) => self.binary(b, name, block).map(Bound::One),
            Expr::Unary(u) => self.unary(u, name, block).map(Bound::One),
            Expr::MethodCall(m) => self.method_call(m, name, block),
            Expr::Call(c) => self.function_call(c, name, block).map(Bound::One),
            Expr::Assign(a) => refuse(a.eq_token, "an assignment is a statement of its own here"),
            Expr::Macro(m) => refuse(&m.mac.path, "a macro cannot be differentiated: call it outside"),
            Expr::Array(a) => refuse(a, "an array of values: use `stack` or `concat`"),
            Expr::Struct(s) => {
                refuse(&s.path, "a struct cannot be built in a differentiable function: return a tuple")
            }
            Expr::Path(p) => refuse(p, "not a value of this function: pass it as a parameter"),
            Expr::Lit(_) | Expr::Cast(_) => refuse(
                e,
                "a number alone has no type here: use it in an operation, or bind it, `let c: f32 = …;`",
            ),
            _ => refuse(e, "this is outside of what can be differentiated"),
        }
    }

    /// An expression that is one value.
    pub(super) fn operand(&mut self, e: &Expr, name: Option<&Ident>, block: BlockId) -> Result<Operand> {
        match self.expression(e, name, block)? {
            Bound::One(operand) => Ok(operand),
            Bound::Tuple(_) => refuse(e, "a tuple is no argument of an operation: take its parts, `pair.0`"),
        }
    }

    /// A variable, or a part of a value: no node, only a path.
    fn place(&mut self, e: &Expr, block: BlockId) -> Result<Option<Bound>> {
        match e {
            Expr::Path(p) => {
                let Some(ident) = p.path.get_ident() else { return Ok(None) };
                Ok(self.env.get(&ident.to_string()).map(|bound| match bound {
                    Bound::One(operand) => Bound::One(Operand { span: ident.span(), ..operand.clone() }),
                    tuple => tuple.clone(),
                }))
            }
            Expr::Field(f) => {
                let base = self.expression(&f.base, None, block)?;
                match base {
                    Bound::One(operand) => Ok(Some(Bound::One(self.field(operand, &f.member)))),
                    Bound::Tuple(parts) => match &f.member {
                        Member::Unnamed(i) if (i.index as usize) < parts.len() => {
                            Ok(Some(parts[i.index as usize].clone()))
                        }
                        member => refuse(
                            member,
                            &format!("no such part: this tuple has {}, from `.0`", parts.len()),
                        ),
                    },
                }
            }
            Expr::Index(i) => {
                let mut operand = self.operand(&i.expr, None, block)?;
                let ty = &operand.ty;
                operand.ty = quote_spanned!(i.span()=> <#ty as ::tapeless::derived::Indexed>::Item);
                operand.path.push(Step::Index(Box::new(self.verbatim(&i.index))));
                Ok(Some(Bound::One(operand)))
            }
            _ => Ok(None),
        }
    }

    fn binary(&mut self, b: &syn::ExprBinary, name: Option<&Ident>, block: BlockId) -> Result<Operand> {
        let span = b.op.span();
        let op = match b.op {
            BinOp::Add(_) => quote_spanned!(span=> ::tapeless::derived::ops::add),
            BinOp::Sub(_) => quote_spanned!(span=> ::tapeless::derived::ops::sub),
            BinOp::Mul(_) => quote_spanned!(span=> ::tapeless::derived::ops::mul),
            BinOp::Div(_) => quote_spanned!(span=> ::tapeless::derived::ops::div),
            BinOp::Lt(_)
            | BinOp::Le(_)
            | BinOp::Gt(_)
            | BinOp::Ge(_)
            | BinOp::Eq(_)
            | BinOp::Ne(_)
            | BinOp::And(_)
            | BinOp::Or(_) => {
                return self.plain(&Expr::Binary(b.clone()), quote!(bool), name, block);
            }
            _ => return refuse(b.op, "this operator has no derivative"),
        };
        let args = match (self.is_number(&b.left), self.is_number(&b.right)) {
            (false, false) => {
                vec![self.operand(&b.left, None, block)?, self.operand(&b.right, None, block)?]
            }
            (false, true) => {
                let left = self.operand(&b.left, None, block)?;
                let right = self.number(&b.right, &left);
                vec![left, right]
            }
            (true, false) => {
                let right = self.operand(&b.right, None, block)?;
                vec![self.number(&b.left, &right), right]
            }
            (true, true) => {
                return refuse(b, "numbers alone have no type here: bind them, `let c: f32 = …;`");
            }
        };
        Ok(self.call(Op::Operator(op), args, span, name, block))
    }

    fn unary(&mut self, u: &syn::ExprUnary, name: Option<&Ident>, block: BlockId) -> Result<Operand> {
        let span = u.op.span();
        let op = match u.op {
            UnOp::Deref(_) => return self.operand(&u.expr, name, block),
            UnOp::Neg(_) => Op::Operator(quote_spanned!(span=> ::tapeless::derived::ops::neg)),
            UnOp::Not(_) => Op::Path(quote_spanned!(span=> ::tapeless::derived::ops::not)),
            _ => return refuse(u.op, "this operator has no derivative"),
        };
        let arg = self.operand(&u.expr, None, block)?;
        Ok(self.call(op, vec![arg], span, name, block))
    }

    /// A field of a value.
    pub(super) fn field(&mut self, mut operand: Operand, member: &Member) -> Operand {
        let span = member.span();
        let (key, ty) = (key_of(member), &operand.ty);
        operand.ty = quote_spanned!(span=> <#ty as ::tapeless::derived::Field<#key>>::Type);
        operand.path.push(Step::Field(member.clone()));
        operand.span = span;
        self.graph.fields.insert(member.to_token_stream().to_string(), member.clone());
        operand
    }

    /// A value without derivative, by the user's own expression.
    pub(super) fn plain(
        &mut self,
        e: &Expr,
        ty: TokenStream,
        name: Option<&Ident>,
        block: BlockId,
    ) -> Result<Operand> {
        let name = name.cloned().unwrap_or_else(|| Ident::new("flag", e.span()));
        let expr = self.verbatim(e);
        let out = self.value(&name, Home::Slot(block), Default::default());
        self.graph.values[out].ty = ty;
        self.graph.blocks[block].nodes.push(Node::Plain(Box::new(Plain { out, expr })));
        Ok(self.whole(out, name.span()))
    }
}

pub(super) fn refuse<T>(at: impl ToTokens, message: &str) -> Result<T> {
    Err(Error::new_spanned(at, message))
}
