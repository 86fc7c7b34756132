//! A divergence for each row of a matrix.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = x.kl_div(&x);
}
//~ kl_div
