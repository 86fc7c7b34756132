//! Only square matrices have an inverse.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.inverse();
}
//~ inverse
