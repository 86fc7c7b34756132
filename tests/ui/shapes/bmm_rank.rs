//! A batched product needs a batch.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.bmm(&Matrix::<f32, 4, 2>::zeros());
}
//~ &Matrix
