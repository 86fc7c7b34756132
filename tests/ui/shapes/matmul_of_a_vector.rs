//! A vector times a matrix is `vecmat`.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = x.matmul(&Matrix::<f32, 3, 2>::zeros());
}
//~ &Matrix
