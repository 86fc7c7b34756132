//! The syntax: a struct's head, a method's head, and lines of layers.

use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, Attribute, Error, Expr, Generics, Ident, Path, Result, Signature, Token,
    Type, Visibility, braced, parenthesized, token,
};

pub struct Network {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub name: Ident,
    pub generics: Generics,
    pub forward: Forward,
    pub lines: Vec<Line>,
}

/// The head of the method, without `&self`.
pub struct Forward {
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub signature: Signature,
}

pub enum Line {
    /// `hidden: Linear<256>`
    Layer { name: Ident, ty: Box<Type> },
    /// `block: Residual { … }`
    Block { name: Ident, kind: Kind, lines: Vec<Line> },
    /// `.relu()`
    Method { name: Ident, generics: Option<AngleBracketedGenericArguments>, args: Vec<Expr> },
    /// `saturate()`
    Function { path: Path, args: Vec<Expr> },
}

#[derive(Clone, Copy, PartialEq)]
pub enum Kind {
    Sequential,
    Residual,
}

impl Parse for Network {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let generics = input.parse()?;
        input.parse::<Token![;]>()?;
        let forward = Forward {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            signature: input.parse()?,
        };
        if forward.signature.ident != "forward" {
            return Err(Error::new(forward.signature.ident.span(), "the method of a network is `forward`"));
        }
        if let Some(receiver) = forward.signature.receiver() {
            return Err(Error::new(
                receiver.self_token.span,
                "`&self` goes without saying: begin with the input",
            ));
        }
        if forward.signature.inputs.is_empty() {
            return Err(Error::new(
                forward.signature.ident.span(),
                "`forward` needs an input: `x: &Matrix<f32, B, 64>`",
            ));
        }
        let lines = lines(input)?;
        Ok(Network { attrs, vis, name, generics, forward, lines })
    }
}

fn lines(input: ParseStream<'_>) -> Result<Vec<Line>> {
    let content;
    let braces = braced!(content in input);
    let lines = Punctuated::<Line, Token![,]>::parse_terminated(&content)?;
    if lines.is_empty() {
        return Err(Error::new(braces.span.join(), "no layers: write one, `hidden: Linear<256>,`"));
    }
    Ok(lines.into_iter().collect())
}

impl Parse for Line {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![.]) {
            input.parse::<Token![.]>()?;
            let name = input.parse()?;
            let turbofish = input.peek(Token![::]);
            let generics =
                turbofish.then(|| AngleBracketedGenericArguments::parse_turbofish(input)).transpose()?;
            return Ok(Line::Method { name, generics, args: arguments(input)? });
        }
        if input.peek(Ident) && input.peek2(Token![:]) && !input.peek2(Token![::]) {
            let name: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            let ty: Type = input.parse()?;
            if !input.peek(token::Brace) {
                return Ok(Line::Layer { name, ty: Box::new(ty) });
            }
            return Ok(Line::Block { name, kind: kind(&ty)?, lines: lines(input)? });
        }
        let path = input.call(Path::parse_mod_style).map_err(|error| {
            Error::new(
                error.span(),
                "expected a line of a network: `name: Layer`, `.method()`, or `function()`",
            )
        })?;
        Ok(Line::Function { path, args: arguments(input)? })
    }
}

fn arguments(input: ParseStream<'_>) -> Result<Vec<Expr>> {
    let content;
    parenthesized!(content in input);
    Ok(Punctuated::<Expr, Token![,]>::parse_terminated(&content)?.into_iter().collect())
}

fn kind(ty: &Type) -> Result<Kind> {
    let kinds = [("Sequential", Kind::Sequential), ("Residual", Kind::Residual)];
    let named = |name: &str| matches!(ty, Type::Path(path) if path.path.is_ident(name));
    let kind = kinds.into_iter().find(|(name, _)| named(name)).map(|(_, kind)| kind);
    kind.ok_or_else(|| {
        Error::new_spanned(ty, "lines as one layer are a `Sequential { … }` or a `Residual { … }`")
    })
}
