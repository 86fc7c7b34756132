//! `Dim<1>` is a length like any other: what stretches is `One`.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x + &Matrix::<f32, 3, 1>::zeros();
}
//~ +
