//! The function of a matrix's index takes two.
use tapeless::prelude::*;

fn main() {
    let _ = Matrix::<usize, 2, 3>::from_fn(|[i]| i);
}
//~ [i]
