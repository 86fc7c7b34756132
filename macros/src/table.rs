//! The table between decimal axes (`Dim<9>`) and typenum numbers (`U9`).
//!
//! typenum numbers are lists of bits, so one generic impl covers "eleven bits or more" without overlapping the
//! entries below 1024. Above, multiples of 16 are found by their upper bits; the rest stay typenum numbers (`Len`).

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// Every length below this has an entry.
const DENSE: usize = 1024;
/// Above it, multiples of this do, up to `SPARSE`.
const STEP: usize = 16;
const SPARSE: usize = 4096;

pub fn length_table() -> TokenStream {
    let dense = (0..DENSE).map(|n| entry(n, quote!(ToAxis)));
    let to_length = (DENSE..=SPARSE).step_by(STEP).map(length_of);
    let from_upper_bits = (DENSE..=SPARSE).step_by(STEP).map(|n| {
        let (upper, dim) = (number(n / STEP), Literal::usize_unsuffixed(n));
        quote! { impl Times16 for #upper { type Axis = Dim<#dim>; } }
    });
    let odd = (0..STEP.trailing_zeros() as usize).map(|zeros| {
        let (pattern, bits) = ending_in_one(DENSE.ilog2() as usize + 1, zeros, quote!(UInt<U, Top>));
        quote! {
            impl<U, Top, #(#bits),*> ToAxis for #pattern
            where Self: generic_array::ArrayLength + Copy + Default + core::fmt::Debug {
                type Axis = Len<Self>;
            }
        }
    });
    let (upper, bits) = any_bits(DENSE.ilog2() as usize - 3, quote!(U));
    let (large, large_bits) = any_bits((SPARSE / STEP).ilog2() as usize + 2, quote!(U));
    let beyond = (0..(SPARSE / STEP).ilog2() as usize).map(|zeros| {
        // As many bits as the last entry, but with some lower bit set.
        let (pattern, bits) = ending_in_one((SPARSE / STEP).ilog2() as usize + 1, zeros, quote!(UInt<UTerm, B1>));
        quote! {
            impl<#(#bits),*> Times16 for #pattern
            where UInt<UInt<UInt<UInt<Self, B0>, B0>, B0>, B0>: generic_array::ArrayLength + Copy + Default + core::fmt::Debug {
                type Axis = Len<UInt<UInt<UInt<UInt<Self, B0>, B0>, B0>, B0>>;
            }
        }
    });
    quote! {
        #(#dense)*
        #(#to_length)*
        #(#odd)*
        /// The axis of sixteen times a number.
        #[doc(hidden)]
        pub trait Times16 { #[doc(hidden)] type Axis: Axis; }
        #(#from_upper_bits)*
        impl<U, #(#bits),*> ToAxis for UInt<UInt<UInt<UInt<#upper, B0>, B0>, B0>, B0>
        where #upper: Times16 {
            type Axis = <#upper as Times16>::Axis;
        }
        #(#beyond)*
        impl<U, #(#large_bits),*> Times16 for #large
        where UInt<UInt<UInt<UInt<Self, B0>, B0>, B0>, B0>: generic_array::ArrayLength + Copy + Default + core::fmt::Debug {
            type Axis = Len<UInt<UInt<UInt<UInt<Self, B0>, B0>, B0>, B0>>;
        }
    }
}

/// Both directions for one length.
fn entry(n: usize, reverse: TokenStream) -> TokenStream {
    let (number, dim, forward) = (number(n), Literal::usize_unsuffixed(n), length_of(n));
    quote! { #forward impl #reverse for #number { type Axis = Dim<#dim>; } }
}

fn length_of(n: usize) -> TokenStream {
    let (number, dim) = (number(n), Literal::usize_unsuffixed(n));
    quote! { impl Length for Dim<#dim> { type Num = #number; } }
}

/// `n` as a typenum number, most significant bit innermost.
fn number(n: usize) -> TokenStream {
    (0..usize::BITS - n.leading_zeros()).rev().fold(quote!(UTerm), |upper, bit| {
        let bit = if n >> bit & 1 == 1 { quote!(B1) } else { quote!(B0) };
        quote!(UInt<#upper, #bit>)
    })
}

/// The pattern of all numbers that continue `start` by `bits` bits.
fn any_bits(bits: usize, start: TokenStream) -> (TokenStream, Vec<Ident>) {
    let names: Vec<_> = (0..bits).map(|i| format_ident!("D{i}")).collect();
    (names.iter().fold(start, |upper, bit| quote!(UInt<#upper, #bit>)), names)
}

/// The pattern of numbers of `bits` bits that begin with `start` and end in a one and `zeros` zeros.
fn ending_in_one(bits: usize, zeros: usize, start: TokenStream) -> (TokenStream, Vec<Ident>) {
    let (upper, names) = any_bits(bits - zeros - 2, start);
    ((0..zeros).fold(quote!(UInt<#upper, B1>), |upper, _| quote!(UInt<#upper, B0>)), names)
}
