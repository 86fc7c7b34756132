//! Plain numbers in expressions. They take the element type of what they stand beside.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Expr, Lit, Result, UnOp};

use super::Lower;
use crate::graph::*;

impl Lower<'_> {
    /// A number that no parameter influences: literals, constants, loop indices, arithmetic of these.
    pub(super) fn is_number(&self, e: &Expr) -> bool {
        match e {
            Expr::Lit(l) => matches!(l.lit, Lit::Int(_) | Lit::Float(_)),
            Expr::Paren(p) => self.is_number(&p.expr),
            Expr::Reference(r) => self.is_number(&r.expr),
            Expr::Group(g) => self.is_number(&g.expr),
            Expr::Unary(u) => matches!(u.op, UnOp::Neg(_)) && self.is_number(&u.expr),
            Expr::Binary(b) => self.is_number(&b.left) && self.is_number(&b.right),
            Expr::Cast(c) => self.is_number(&c.expr),
            Expr::Path(p) => match p.path.get_ident() {
                Some(ident) => match self.env.get(&ident.to_string()) {
                    Some(Bound::One(operand)) => matches!(self.graph.values[operand.value].home, Home::Local),
                    Some(Bound::Tuple(_)) => false,
                    None => is_constant(&ident.to_string()),
                },
                None => p.path.segments.last().is_some_and(|last| is_constant(&last.ident.to_string())),
            },
            Expr::Call(_) => self.has_element_type(e),
            _ => false,
        }
    }

    /// Whether a number is of a type parameter's own type: `T::ONE`, `T::from_f64(0.5)`, arithmetic of these.
    fn has_element_type(&self, e: &Expr) -> bool {
        let of_parameter = |path: &syn::Path| {
            let first = path.segments.first().filter(|_| path.segments.len() > 1);
            first.is_some_and(|first| self.function.generics.type_params().any(|t| t.ident == first.ident))
        };
        match e {
            Expr::Paren(p) => self.has_element_type(&p.expr),
            Expr::Group(g) => self.has_element_type(&g.expr),
            Expr::Unary(u) => self.has_element_type(&u.expr),
            Expr::Binary(b) => self.has_element_type(&b.left) && self.has_element_type(&b.right),
            Expr::Path(p) => of_parameter(&p.path),
            Expr::Call(c) => {
                let numbers = c.args.iter().all(|arg| self.is_number(arg));
                numbers && matches!(&*c.func, Expr::Path(p) if of_parameter(&p.path))
            }
            _ => false,
        }
    }

    /// Whether a number is an integer by its spelling.
    fn is_integer(e: &Expr) -> bool {
        match e {
            Expr::Lit(l) => matches!(l.lit, Lit::Int(_)),
            Expr::Paren(p) => Self::is_integer(&p.expr),
            Expr::Reference(r) => Self::is_integer(&r.expr),
            Expr::Group(g) => Self::is_integer(&g.expr),
            Expr::Binary(b) => Self::is_integer(&b.left) && Self::is_integer(&b.right),
            Expr::Unary(u) => Self::is_integer(&u.expr),
            Expr::Cast(c) => c.ty.to_token_stream().to_string() == "usize",
            Expr::Path(p) => p
                .path
                .get_ident()
                .is_some_and(|i| i.to_string().chars().count() == 1 || !is_constant(&i.to_string())),
            _ => false,
        }
    }

    /// The number as an element of the type that stands beside it.
    pub(super) fn number(&mut self, e: &Expr, beside: &Operand) -> Operand {
        if let Expr::Reference(r) = e {
            return self.number(&r.expr, beside);
        }
        let (span, ty) = (e.span(), &beside.ty);
        let elem = quote_spanned!(span=> <#ty as ::tapeless::derived::Numeric>::Elem);
        let number = self.verbatim(e).tokens;
        let value = match self.has_element_type(e) {
            true => number,
            false if is_float(e) => quote_spanned!(span=> tl::number::<#ty>(#number)),
            false => quote_spanned!(span=> tl::number::<#ty>((#number) as f64)),
        };
        self.placeless(elem, Home::Number { value, beside: Box::new(beside.clone()) }, span)
    }

    /// A number or `bool` as an argument of a call: integers are `usize`, floats of the first argument's element type.
    pub(super) fn literal_argument(&mut self, e: &Expr, beside: Option<&Operand>) -> Result<Option<Operand>> {
        if let Expr::Lit(l) = e
            && let Lit::Bool(b) = &l.lit
        {
            return Ok(Some(self.inline(b.to_token_stream(), quote!(bool), e.span())));
        }
        if let Expr::Reference(r) = e {
            return self.literal_argument(&r.expr, beside);
        }
        if !self.is_number(e) {
            return Ok(None);
        }
        if let Some(suffix) = suffix(e) {
            return Ok(Some(self.inline(e.to_token_stream(), suffix, e.span())));
        }
        let number = self.verbatim(e).tokens;
        Ok(match beside {
            _ if Self::is_integer(e) => {
                let ty = if is_negative(e) { quote!(i32) } else { quote!(usize) };
                let is_index = matches!(e, Expr::Path(p) if p.path.get_ident().is_some_and(|i| self.env.get(&i.to_string()).is_some()));
                let value = if is_index { number } else { quote!(((#number) as #ty)) };
                Some(self.inline(value, ty, e.span()))
            }
            Some(beside) => Some(self.number(e, beside)),
            None => None,
        })
    }
}

/// `0.5`, as a literal.
fn is_float(e: &Expr) -> bool {
    matches!(e, Expr::Lit(l) if matches!(&l.lit, Lit::Float(f) if f.suffix().is_empty()))
}

fn is_negative(e: &Expr) -> bool {
    matches!(e, Expr::Unary(u) if matches!(u.op, UnOp::Neg(_)))
}

/// The type that a literal spells out: `3u8`.
fn suffix(e: &Expr) -> Option<TokenStream> {
    let Expr::Lit(l) = e else { return None };
    let suffix = match &l.lit {
        Lit::Int(i) => i.suffix().to_owned(),
        Lit::Float(f) => f.suffix().to_owned(),
        _ => return None,
    };
    if suffix.is_empty() { None } else { suffix.parse().ok() }
}

/// Constants and const parameters are written in capitals.
fn is_constant(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
}
