//! What stands before the body: names, parameters, generics, options.

use quote::{ToTokens, format_ident};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Block, Error, FnArg, Generics, Ident, Pat, Path, Result, ReturnType, Token, Type, Visibility};

/// A function to derive, on its own or in an `impl` block.
pub struct Function {
    pub vis: Visibility,
    /// The name of the derived type: that of the function, or `Type_method`.
    pub name: Ident,
    pub generics: Generics,
    pub params: Vec<Param>,
    pub result: Type,
    pub body: Block,
    /// For a method: the block it stands in.
    pub method: Option<MethodOf>,
    pub options: Options,
}

pub struct Param {
    pub name: Ident,
    pub ty: Type,
    pub by_reference: bool,
}

impl Param {
    /// Whether the parameter may have a derivative: it is a reference or a float.
    pub fn has_derivative(&self) -> bool {
        self.by_reference || is_float(&self.ty)
    }
}

/// Numbers that are passed by value but have derivatives.
fn is_float(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let name = last.ident.to_string();
    name == "f32" || name == "f64" || name == "Dual" || (path.path.get_ident().is_some() && name.len() == 1)
}

pub struct MethodOf {
    pub generics: Generics,
    pub receiver: Type,
    pub name: Ident,
}

/// `#[differentiable(wrt = (x, w), vjp = my_backward)]`
#[derive(Clone, Default)]
pub struct Options {
    pub wrt: Vec<Ident>,
    pub vjp: Option<Path>,
    pub show: bool,
    pub inference: bool,
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut options = Options::default();
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            match key.to_string().as_str() {
                "wrt" => {
                    input.parse::<Token![=]>()?;
                    if input.peek(syn::token::Paren) {
                        let names;
                        syn::parenthesized!(names in input);
                        options.wrt =
                            Punctuated::<Ident, Token![,]>::parse_terminated(&names)?.into_iter().collect();
                    } else {
                        options.wrt = vec![input.parse()?];
                    }
                }
                "vjp" => {
                    input.parse::<Token![=]>()?;
                    options.vjp = Some(input.parse()?);
                }
                "show" => options.show = true,
                "inference" => options.inference = true,
                _ => {
                    return Err(Error::new(
                        key.span(),
                        "unknown option: expected `wrt = x`, `wrt = (x, y)`, `vjp = my_backward`, `inference` or `show`",
                    ));
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(options)
    }
}

impl Function {
    pub fn from_item(item: &syn::ItemFn, options: Options) -> Result<Self> {
        let name = item.sig.ident.clone();
        let function = Function {
            vis: item.vis.clone(),
            name,
            generics: item.sig.generics.clone(),
            params: params(&item.sig, None)?,
            result: result(&item.sig)?,
            body: (*item.block).clone(),
            method: None,
            options,
        };
        function.check_options()
    }

    pub fn from_method(block: &syn::ItemImpl, item: &syn::ImplItemFn, options: Options) -> Result<Self> {
        let Type::Path(receiver) = &*block.self_ty else {
            return Err(Error::new(block.self_ty.span(), "expected a named type"));
        };
        let type_name = &receiver.path.segments.last().expect("a path has a segment").ident;
        let mut generics = block.generics.clone();
        generics.params.extend(item.sig.generics.params.iter().cloned());
        if let Some(clause) = &item.sig.generics.where_clause {
            generics.make_where_clause().predicates.extend(clause.predicates.iter().cloned());
        }
        let method = MethodOf {
            generics: block.generics.clone(),
            receiver: (*block.self_ty).clone(),
            name: item.sig.ident.clone(),
        };
        let function = Function {
            vis: item.vis.clone(),
            name: format_ident!("{type_name}_{}", item.sig.ident, span = item.sig.ident.span()),
            generics,
            params: params(&item.sig, Some(&block.self_ty))?,
            result: result(&item.sig)?,
            body: item.block.clone(),
            method: Some(method),
            options,
        };
        function.check_options()
    }

    /// The parameters that `value_and_grad` differentiates with respect to.
    pub fn wrt(&self) -> Vec<usize> {
        if self.options.wrt.is_empty() {
            return vec![0];
        }
        let position = |name: &Ident| self.params.iter().position(|p| p.name == *name);
        self.options.wrt.iter().filter_map(position).collect()
    }

    /// The parameters that a custom backward function gives the cotangents of.
    pub fn custom_wrt(&self) -> Vec<usize> {
        if !self.options.wrt.is_empty() {
            return self.wrt();
        }
        (0..self.params.len()).filter(|&i| self.params[i].has_derivative()).collect()
    }

    fn check_options(self) -> Result<Self> {
        for name in &self.options.wrt {
            if !self.params.iter().any(|p| p.name == *name) {
                let names: Vec<_> = self.params.iter().map(|p| format!("`{}`", p.name)).collect();
                let message = format!("`{name}` is not a parameter: expected one of {}", names.join(", "));
                return Err(Error::new(name.span(), message));
            }
        }
        if self.params.is_empty() {
            return Err(Error::new(self.name.span(), "a differentiable function needs a parameter"));
        }
        Ok(self)
    }

    /// The generics as arguments: `<B, T>`.
    pub fn arguments(&self) -> proc_macro2::TokenStream {
        self.generics.split_for_impl().1.to_token_stream()
    }
}

/// How `self` is called in derived code.
pub const SELF: &str = "this";

fn params(sig: &syn::Signature, receiver: Option<&Type>) -> Result<Vec<Param>> {
    sig.inputs.iter().map(|input| param(input, receiver)).collect()
}

fn param(input: &FnArg, receiver: Option<&Type>) -> Result<Param> {
    match input {
        FnArg::Receiver(r) => match receiver {
            Some(ty) if r.reference.is_some() && r.mutability.is_none() => {
                Ok(Param { name: Ident::new(SELF, r.self_token.span), ty: ty.clone(), by_reference: true })
            }
            Some(_) => Err(Error::new(r.span(), "a differentiable method takes `&self`")),
            None => {
                Err(Error::new(r.span(), "put `#[differentiable]` on the `impl` block, not on the method"))
            }
        },
        FnArg::Typed(typed) => {
            let Pat::Ident(pattern) = &*typed.pat else {
                return Err(Error::new(typed.pat.span(), "expected a plain name for this parameter"));
            };
            if let Some(mutable) = pattern.mutability {
                let message = "a differentiable function does not change its inputs: write `let mut y = x;` in the body";
                return Err(Error::new(mutable.span(), message));
            }
            let name = pattern.ident.clone();
            match &*typed.ty {
                Type::Reference(r) if r.mutability.is_some() => {
                    let message = "a differentiable function does not change its inputs: take `&` and return the new value";
                    Err(Error::new(r.span(), message))
                }
                Type::Reference(r) if matches!(*r.elem, Type::Slice(_)) => {
                    Err(Error::new(r.span(), "the length must be known: take an array `&[T; N]`"))
                }
                Type::Reference(r) if matches!(*r.elem, Type::ImplTrait(_)) => Err(nameless(&r.elem)),
                Type::Reference(r) => Ok(Param { name, ty: (*r.elem).clone(), by_reference: true }),
                Type::ImplTrait(_) => Err(nameless(&typed.ty)),
                ty => Ok(Param { name, ty: ty.clone(), by_reference: false }),
            }
        }
    }
}

fn nameless(ty: &Type) -> Error {
    Error::new(ty.span(), "give this type a name: `fn f<X: Trait>(x: &X)`")
}

fn result(sig: &syn::Signature) -> Result<Type> {
    match &sig.output {
        ReturnType::Type(_, ty) => match &**ty {
            Type::Reference(r) => {
                Err(Error::new(r.span(), "a differentiable function returns by value: drop the `&`"))
            }
            ty => Ok(ty.clone()),
        },
        ReturnType::Default => Err(Error::new(sig.ident.span(), "a differentiable function returns a value")),
    }
}
