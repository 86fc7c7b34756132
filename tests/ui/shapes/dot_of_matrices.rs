//! A dot product is one of vectors.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.dot(&x);
}
//~ &x
