//! The table between decimal axes (`Dim<9>`) and typenum numbers (`U9`), as source text.
//!
//! One trait for all lengths would make rustc compare every impl with every other. So a number is first sorted by
//! its last six bits, each of whose 64 endings has a trait of its own; what is left, the upper bits, has one entry per
//! length. Above an ending's limit a number stays a typenum number (`Len`).

use std::fmt::Write;

use proc_macro2::TokenStream;

/// How many of the last bits sort a number.
const LOW_BITS: usize = 6;
const ENDINGS: usize = 1 << LOW_BITS;

/// Below which upper part the numbers of an ending have an entry; a power of two. In all: 0 to 1023, the multiples
/// of 8 below 4096, the multiples of 64 below 16384.
fn limit(ending: usize) -> usize {
    match ending {
        0 => 256,
        _ if ending.is_multiple_of(8) => 64,
        _ => 16,
    }
}

pub fn length_table() -> TokenStream {
    let mut source = String::from("mod endings { use super::*;");
    for ending in 0..ENDINGS {
        entries(ending, &mut source).expect("a string takes everything");
    }
    source.push('}');
    source.parse().expect("the table is Rust")
}

fn entries(ending: usize, source: &mut String) -> std::fmt::Result {
    let sorted = followed_by("U", (0..LOW_BITS).rev().map(|bit| bit_name(ending >> bit)));
    write!(source, "pub trait Ending{ending} {{ type Axis: Axis; }}")?;
    write!(source, "impl<U: Ending{ending}> ToAxis for {sorted} {{ type Axis = U::Axis; }}")?;
    for upper in 0..limit(ending) {
        let length = upper * ENDINGS + ending;
        let number = number(length);
        write!(source, "impl Length for Dim<{length}> {{ type Num = {number}; }}")?;
        // A number of fewer bits than are sorted by.
        if length < ENDINGS / 2 {
            write!(source, "impl ToAxis for {number} {{ type Axis = Dim<{length}>; }}")?;
        } else {
            write!(source, "impl Ending{ending} for typenum::U{upper} {{ type Axis = Dim<{length}>; }}")?;
        }
    }
    let bits: Vec<_> = (0..=limit(ending).ilog2()).map(|bit| format!("D{bit}")).collect();
    let beyond = followed_by("U", bits.iter().map(String::as_str));
    let whole = sorted.replace('U', "Self").replace("SelfInt", "UInt");
    write!(
        source,
        "impl<U, {}> Ending{ending} for {beyond} where {whole}: typenum::Unsigned + generic_array::ArrayLength + Copy + Default + core::fmt::Debug {{ type Axis = Len<{whole}>; }}",
        bits.join(", ")
    )
}

/// A number as typenum writes it, most significant bit innermost.
fn number(n: usize) -> String {
    match n {
        0..1024 => format!("typenum::U{n}"),
        _ => followed_by(&number(n / 2), [bit_name(n)]),
    }
}

/// The bits of `start`, then `bits`.
fn followed_by<'a>(start: &str, bits: impl IntoIterator<Item = &'a str>) -> String {
    bits.into_iter().fold(start.to_owned(), |upper, bit| format!("UInt<{upper}, {bit}>"))
}

fn bit_name(n: usize) -> &'static str {
    if n % 2 == 1 { "B1" } else { "B0" }
}
