//! The smaller of two broadcasts as `+` does.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.minimum(&Vector::<f32, 3>::zeros());
}
//~ &Vector
