//! Indices stand in an array.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x[(1, 2)];
}
//~ (1, 2)
