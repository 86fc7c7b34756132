//! `*` multiplies element by element.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = &x * &Matrix::<f32, 3, 2>::zeros();
}
//~ *
