//! A class is an unsigned integer.
use tapeless::prelude::*;

fn main() {
    let _ = Labels::<2, 3>::from_slice(&[0.0, 1.0]);
}
//~ &[0.0
