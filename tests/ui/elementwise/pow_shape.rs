//! Exponents broadcast as for `+`.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.pow(&Vector::<f32, 3>::zeros());
}
//~ &Vector
