//! Booleans are counted.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<bool, 3>::zeros();
    let _ = x.sum();
}
//~ sum
