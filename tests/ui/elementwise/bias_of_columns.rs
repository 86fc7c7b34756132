//! A bias has an element for each column.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x + &Vector::<f32, 2>::zeros();
}
//~ +
