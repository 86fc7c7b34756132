//! `#[derive(Params)]`.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, Fields, GenericParam, Ident, Item, ItemStruct, Result, Type, TypeParam, TypeParamBound,
};

use crate::emit::{stand_ins, turbofish};
use crate::hash::hash;

pub fn expand(item: TokenStream) -> TokenStream {
    syn::parse2(item).and_then(of_struct).and_then(derive).unwrap_or_else(Error::into_compile_error)
}

/// One parameter, or several in a struct of their own.
struct Field<'a> {
    name: &'a Ident,
    ty: &'a Type,
    frozen: bool,
    ones: bool,
}

/// The struct. (`syn::DeriveInput` would need a feature of `syn` that nothing else here does, and that takes time to compile.)
fn of_struct(item: Item) -> Result<ItemStruct> {
    let name = match item {
        Item::Struct(item) => return Ok(item),
        Item::Enum(item) => item.ident.into_token_stream(),
        Item::Union(item) => item.ident.into_token_stream(),
        item => item.into_token_stream(),
    };
    Err(Error::new_spanned(name, "parameters are a struct of tensors and of other such structs"))
}

fn derive(input: ItemStruct) -> Result<TokenStream> {
    let fields = fields(&input)?;
    let (zeroed, value, count) = (zeroed(&input, &fields), value(&input), count(&input, &fields));
    let (gate, names, params, lift) =
        (gate(&input, &fields), names(&input, &fields), params(&input, &fields), lift(&input, &fields));
    Ok(quote! {
        #[allow(unused, clippy::all, clippy::pedantic, clippy::undocumented_unsafe_blocks, missing_docs)]
        const _: () = {
            #gate
            #zeroed
            #value
            #names
            #params
            #lift
            #count
        };
    })
}

fn fields(input: &ItemStruct) -> Result<Vec<Field<'_>>> {
    match &input.fields {
        Fields::Named(fields) if !fields.named.is_empty() => {
            let has = |attrs: &[Attribute], name| attrs.iter().any(|a| a.path().is_ident(name));
            let fields = fields.named.iter().map(|f| Field {
                name: f.ident.as_ref().expect("a named field"),
                ty: &f.ty,
                frozen: has(&f.attrs, "frozen"),
                ones: has(&f.attrs, "ones"),
            });
            Ok(fields.collect())
        }
        _ => {
            let message = "give each parameter a name: `struct Net { w: Matrix<f32, 2, 3> }`";
            Err(Error::new_spanned(&input.ident, message))
        }
    }
}

fn zeroed(input: &ItemStruct, fields: &[Field]) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let layout = fields.iter().map(|field| {
        let (name, ty, text) = (field.name, behind(input, "FIELDS", field.ty), field.text());
        quote!(::tapeless::layout::Field {
            name: #text,
            offset: ::core::mem::offset_of!(Self, #name),
            layout: &<#ty as ::tapeless::Zeroed>::LAYOUT,
        })
    });
    quote! {
        // SAFETY: every field is a `Params`, or the impl of it for this struct does not compile; so it is `Zeroed`, and
        // lies where the layout says.
        unsafe impl #generics ::tapeless::Zeroed for #name #arguments #clause {
            type Pinned = ::tapeless::op::Yes;
            const LAYOUT: ::tapeless::layout::Layout = ::tapeless::layout::Layout::Fields(&[#(#layout),*]);
        }
    }
}

fn value(input: &ItemStruct) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    quote! {
        impl #generics ::tapeless::Value for #name #arguments #clause {
            type View<'a> = &'a Self;
            #[inline(always)]
            fn view(&self) -> &Self {
                self
            }
            #[inline(always)]
            fn accumulate(&mut self, cotangent: &Self) {
                ::tapeless::derived::accumulate(self, cotangent);
            }
            #[inline(always)]
            fn clear(&mut self) {
                ::tapeless::derived::Parts::clear_except(self, &[]);
            }
            #[inline(always)]
            fn detach(&mut self) {
                ::tapeless::derived::detach(self);
            }
        }
        #[diagnostic::do_not_recommend]
        impl #generics ::tapeless::derived::Differentiable for #name #arguments #clause {}
    }
}

/// The fields by name.
fn names(input: &ItemStruct, fields: &[Field]) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let fields = fields.iter().map(|field| {
        let (ty, key) = (field.ty, field.key());
        let wanted = if field.frozen { quote!(Skip) } else { quote!(Set) };
        quote! {
            impl #generics ::tapeless::derived::Field<::tapeless::derived::Name<#key>> for #name #arguments #clause {
                type Type = #ty;
                type Wanted = ::tapeless::op::#wanted;
            }
        }
    });
    fields.collect()
}

/// As in `#[differentiable]`, one mistake gives one error: constants look at the first field, which decides on the element,
/// and at the others, and all types below hang on these constants.
fn gate(input: &ItemStruct, fields: &[Field]) -> TokenStream {
    let Some(stand_ins) = stand_ins(&input.generics) else { return quote!() };
    let (generics, _, clause) = input.generics.split_for_impl();
    let (first, arguments) = (fields[0].ty, turbofish(&stand_ins));
    let others = fields[1..].iter().map(|field| {
        let (ty, first) = (field.ty, behind(input, "FIRST", first));
        quote_spanned!(ty.span()=> let _: ::tapeless::derived::shadow::Of<<#ty as ::tapeless::derived::Parameter<<#first as ::tapeless::Params>::Elem>>::Same>;)
    });
    quote! {
        fn first #generics () -> impl Sized #clause {
            let _: ::tapeless::derived::shadow::Of<<#first as ::tapeless::derived::Leading>::Same>;
        }
        const FIRST: usize = ::tapeless::derived::probe0(first #arguments);
        fn others #generics () -> impl Sized #clause {
            #(#others)*
        }
        const FIELDS: usize = ::tapeless::derived::probe0(others #arguments);
    }
}

/// A field's type, behind a constant of the gate.
fn behind(input: &ItemStruct, gate: &str, ty: &Type) -> TokenStream {
    let gate = Ident::new(gate, Span::call_site());
    match stand_ins(&input.generics) {
        Some(_) => quote!(<#ty as ::tapeless::derived::Pass<{ #gate }>>::Same),
        None => quote!(#ty),
    }
}

fn params(input: &ItemStruct, fields: &[Field]) -> TokenStream {
    let name = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let first = behind(input, "FIRST", fields[0].ty);
    let walks = fields.iter().map(|field| {
        let (name, ty, text) = (field.name, behind(input, "FIELDS", field.ty), field.text());
        let role = match (field.frozen, field.ones) {
            (true, _) => quote!(Frozen),
            (_, true) => quote!(Ones),
            _ => quote!(Learned),
        };
        quote! {
            <#ty as ::tapeless::Params>::walk(
                written.each_mut().map(|all| &mut all.#name),
                read.map(|all| &all.#name),
                path.field(#text, ::tapeless::params::Role::#role),
                f,
            );
        }
    });
    let clears = fields.iter().filter(|field| !field.frozen).map(|field| {
        let (name, ty, key) = (field.name, behind(input, "FIELDS", field.ty), field.key());
        quote! {
            if !used.contains(&#key) {
                <#ty as ::tapeless::Value>::clear(&mut self.#name);
            }
        }
    });
    quote! {
        impl #generics ::tapeless::Params for #name #arguments #clause {
            type Elem = <#first as ::tapeless::Params>::Elem;
            #[inline(always)]
            fn walk<const M: usize, const R: usize>(
                mut written: [&mut Self; M],
                read: [&Self; R],
                path: ::tapeless::params::Path<'_>,
                f: &mut impl FnMut(::tapeless::params::Leaf<'_>, [&mut [Self::Elem]; M], [&[Self::Elem]; R]),
            ) {
                #(#walks)*
            }
        }
        impl #generics ::tapeless::derived::Parts for #name #arguments #clause {
            #[inline(always)]
            fn clear_except(&mut self, used: &[u64]) {
                #(#clears)*
            }
        }
    }
}

/// A struct generic over its element (one type parameter bounded by `Real`) exists over dual numbers too. What is
/// frozen is a constant there.
fn lift(input: &ItemStruct, fields: &[Field]) -> TokenStream {
    let reals: Vec<_> = input.generics.type_params().filter(|t| is_real(t)).map(|t| &t.ident).collect();
    let [element] = reals[..] else { return quote!() };
    let name = &input.ident;
    let (generics, arguments, clause) = input.generics.split_for_impl();
    let over_duals = input.generics.params.iter().map(|param| match param {
        GenericParam::Type(t) if t.ident == *element => quote!(::tapeless::Dual<#element>),
        GenericParam::Type(t) => t.ident.to_token_stream(),
        GenericParam::Const(c) => c.ident.to_token_stream(),
        GenericParam::Lifetime(l) => l.lifetime.to_token_stream(),
    });
    let (names, types): (Vec<_>, Vec<_>) =
        fields.iter().map(|f| (f.name, behind(input, "FIELDS", f.ty))).unzip();
    let tangents = fields.iter().map(|field| {
        let name = field.name;
        if field.frozen { quote!(None) } else { quote!(tangent.map(|t| &t.#name)) }
    });
    let learned = fields.iter().zip(&types).filter(|(field, _)| !field.frozen);
    let (learned, learned_types): (Vec<_>, Vec<_>) = learned.map(|(field, ty)| (field.name, ty)).unzip();
    quote! {
        impl #generics ::tapeless::Lift for #name #arguments #clause {
            type Dual = #name<#(#over_duals),*>;
            fn lift(&self, tangent: Option<&Self>, dual: &mut Self::Dual) {
                #(<#types as ::tapeless::Lift>::lift(&self.#names, #tangents, &mut dual.#names);)*
            }
            fn set_primal(&mut self, dual: &Self::Dual) {
                #(<#types as ::tapeless::Lift>::set_primal(&mut self.#names, &dual.#names);)*
            }
            fn set_tangent(&mut self, dual: &Self::Dual) {
                #(<#learned_types as ::tapeless::Lift>::set_tangent(&mut self.#learned, &dual.#learned);)*
            }
        }
    }
}

/// How many numbers, for typenum. The parameter of the impl keeps rustc from looking at the bound before somebody asks.
fn count(input: &ItemStruct, fields: &[Field]) -> TokenStream {
    let list = fields.iter().rev().fold(quote!(()), |rest, field| {
        let ty = field.ty;
        quote!((#ty, #rest))
    });
    let mut with_parameter = input.generics.clone();
    with_parameter.params.push(syn::parse_quote!(__X));
    let bound = syn::parse_quote!(#list: ::tapeless::params::Numbers<__X>);
    with_parameter.make_where_clause().predicates.push(bound);
    let (generics, _, clause) = with_parameter.split_for_impl();
    let (name, (_, arguments, _)) = (&input.ident, input.generics.split_for_impl());
    quote! {
        impl #generics ::tapeless::params::Numbers<__X> for #name #arguments #clause {
            type Count = <#list as ::tapeless::params::Numbers<__X>>::Count;
        }
    }
}

fn is_real(param: &TypeParam) -> bool {
    let mut bounds = param.bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound.path.segments.last(),
        _ => None,
    });
    bounds.any(|last| last.ident == "Real")
}

impl Field<'_> {
    /// The name as it is written, without the `r#` of a raw identifier.
    fn text(&self) -> String {
        syn::ext::IdentExt::unraw(self.name).to_string()
    }

    fn key(&self) -> u64 {
        hash(&self.name.to_string())
    }
}
