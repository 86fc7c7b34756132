//! Calls of functions and methods, and their arguments.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, ExprCall, ExprMethodCall, ExprPath, GenericArgument, Ident, Path, PathArguments, Result};

use super::Lower;
use super::expression::refuse;
use crate::graph::*;

impl Lower<'_> {
    pub(super) fn method_call(
        &mut self,
        m: &ExprMethodCall,
        name: Option<&Ident>,
        block: BlockId,
    ) -> Result<Bound> {
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

    pub(super) fn function_call(
        &mut self,
        c: &ExprCall,
        name: Option<&Ident>,
        block: BlockId,
    ) -> Result<Operand> {
        let path = self.callee(&c.func)?;
        let args = self.arguments(None, c.args.iter(), block)?;
        if args.is_empty() {
            return refuse(c, "a call without arguments has no derivative: pass its value as a parameter");
        }
        let op = self.graph.callee(path);
        let span = op.span();
        Ok(self.call(Op::Path(op.to_token_stream()), args, span, name, block))
    }

    /// The path of a function that can be called, without its generics.
    fn callee(&self, function: &Expr) -> Result<Path> {
        let Expr::Path(ExprPath { path, qself: None, .. }) = function else {
            return refuse(function, "only a function called by its name can be differentiated");
        };
        if path.is_ident(&self.function.name) {
            let message = "a differentiable function cannot call itself: its workspace would contain itself; use a `for` loop";
            return refuse(path, message);
        }
        if path.get_ident().is_some_and(|name| self.env.get(&name.to_string()).is_some()) {
            return refuse(path, "only a function called by its name can be differentiated, not a value");
        }
        let mut segments = path.segments.iter().rev();
        let mut is_type = || {
            segments.next().is_some_and(|segment| segment.ident.to_string().starts_with(char::is_uppercase))
        };
        if is_type() {
            return refuse(path, "a struct cannot be built in a differentiable function: return a tuple");
        }
        if is_type() {
            let message = "what belongs to a type is called as a method, `x.f(…)`; bind a constant with its type, `let c: T = …;`";
            return refuse(path, message);
        }
        let mut path = path.clone();
        path.segments.iter_mut().for_each(|segment| segment.arguments = PathArguments::None);
        Ok(path)
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
}
