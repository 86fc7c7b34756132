//! An outer product is one of two vectors.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 3>::zeros();
    let _ = x.outer(&Vector::<f32, 3>::zeros());
}
//~ &Vector
