//! Expressions.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{
    BinOp, Error, Expr, ExprCall, ExprMethodCall, GenericArgument, Ident, Member, PathArguments, Result, UnOp,
};

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
            Bound::Tuple(_) => refuse(e, "a tuple cannot be an argument: pass its parts"),
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
                        member => refuse(member, "this tuple has no such part"),
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

    fn method_call(&mut self, m: &ExprMethodCall, name: Option<&Ident>, block: BlockId) -> Result<Bound> {
        if m.method == "clone" && m.args.is_empty() {
            // A copy is a copy: the value itself serves, as nothing changes it.
            return self.expression(&m.receiver, name, block);
        }
        let receiver = self.operand(&m.receiver, None, block)?;
        let mut args = self.arguments(Some(receiver), m.args.iter(), block)?;
        for generic in m.turbofish.iter().flat_map(|t| &t.args) {
            args.push(self.static_argument(generic)?);
        }
        let op = Op::Method(m.method.clone());
        Ok(Bound::One(self.call(op, args, m.method.span(), name, block)))
    }

    fn function_call(&mut self, c: &ExprCall, name: Option<&Ident>, block: BlockId) -> Result<Operand> {
        let Expr::Path(function) = &*c.func else {
            return refuse(&c.func, "only a function called by its name can be differentiated");
        };
        if function.path.is_ident(&self.function.name) {
            let message = "a differentiable function cannot call itself: its workspace would contain itself; use a `for` loop";
            return refuse(&function.path, message);
        }
        let mut path = function.path.clone();
        let mut generics = vec![];
        for segment in &mut path.segments {
            if let PathArguments::AngleBracketed(turbofish) = std::mem::take(&mut segment.arguments) {
                generics.extend(turbofish.args);
            }
        }
        let args = self.arguments(None, c.args.iter(), block)?;
        if args.is_empty() {
            return refuse(c, "a call without arguments has no derivative: pass its value as a parameter");
        }
        Ok(self.call(Op::Path(path.to_token_stream()), args, path.span(), name, block))
    }

    /// The arguments of a call. Numbers among them take the element type of the last argument that is none.
    fn arguments<'a>(
        &mut self,
        receiver: Option<Operand>,
        args: impl Iterator<Item = &'a Expr> + Clone,
        block: BlockId,
    ) -> Result<Vec<Operand>> {
        let mut values = Vec::new();
        for arg in args.clone() {
            values.push(if self.is_number(arg) { None } else { Some(self.argument(arg, None, block)?) });
        }
        let has_place =
            |o: &&Operand| !matches!(self.graph.values[o.value].home, Home::Inline(_) | Home::Local);
        let beside = values.iter().flatten().rfind(has_place).or(receiver.as_ref()).cloned();
        let values = args.zip(values).map(|(arg, value)| match value {
            Some(value) => Ok(value),
            None => self.argument(arg, beside.as_ref(), block),
        });
        let values: Vec<Operand> = values.collect::<Result<_>>()?;
        Ok(receiver.into_iter().chain(values).collect())
    }

    /// An argument of a call: a value, a number, or something static whose expression is also its type.
    fn argument(&mut self, e: &Expr, beside: Option<&Operand>, block: BlockId) -> Result<Operand> {
        if let Some(operand) = self.literal_argument(e, beside)? {
            return Ok(operand);
        }
        match e {
            Expr::Reference(r) if r.mutability.is_none() => self.argument(&r.expr, beside, block),
            Expr::Macro(m) => Ok(self.inline(m.to_token_stream(), m.to_token_stream(), m.span())),
            Expr::Path(p) if self.is_static(p) => {
                Ok(self.inline(p.to_token_stream(), p.to_token_stream(), p.span()))
            }
            _ => self.operand(e, None, block),
        }
    }

    /// `x.sum_axis::<1>()`: the turbofish as an argument.
    fn static_argument(&mut self, generic: &GenericArgument) -> Result<Operand> {
        let span = generic.span();
        let number =
            |n: TokenStream| (quote!(::tapeless::derived::At::<#n>), quote!(::tapeless::derived::At<#n>));
        let (value, ty) = match generic {
            GenericArgument::Const(n) => number(n.to_token_stream()),
            GenericArgument::Type(ty) if self.is_const_generic(ty) => number(quote!({ #ty })),
            GenericArgument::Type(syn::Type::Infer(i)) => {
                return refuse(i, "write this type out: the derivative needs its name");
            }
            GenericArgument::Type(ty) => {
                (quote!(::tapeless::derived::Type::<#ty>::VALUE), quote!(::tapeless::derived::Type<#ty>))
            }
            _ => return refuse(generic, "only types and numbers can stand here"),
        };
        Ok(self.inline(value, ty, span))
    }

    fn is_const_generic(&self, ty: &syn::Type) -> bool {
        let syn::Type::Path(path) = ty else { return false };
        path.path
            .get_ident()
            .is_some_and(|ident| self.function.generics.const_params().any(|c| c.ident == *ident))
    }

    /// A path that names a type of one value (`Rows`, `At::<1>`), not a variable.
    fn is_static(&self, path: &syn::ExprPath) -> bool {
        let last = &path.path.segments.last().expect("a path has a segment").ident;
        let camel = last.to_string().starts_with(char::is_uppercase);
        camel && path.path.get_ident().is_none_or(|ident| self.env.get(&ident.to_string()).is_none())
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
