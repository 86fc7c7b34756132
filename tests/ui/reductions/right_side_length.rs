//! A right-hand side has as many rows as the matrix.
use tapeless::prelude::*;

fn main() {
    let a = Matrix::<f32, 3, 3>::zeros();
    let b = Vector::<f32, 2>::zeros();
    let _ = a.solve(&b);
}
//~ &b
