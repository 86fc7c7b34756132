//! Compared element by element, shapes broadcast as for `+`.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.gt(&Vector::<f32, 3>::zeros());
}
//~ &Vector
