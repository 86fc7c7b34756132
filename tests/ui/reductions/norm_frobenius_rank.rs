//! The Frobenius norm is one of matrices.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = x.norm_frobenius();
}
//~ norm_frobenius
