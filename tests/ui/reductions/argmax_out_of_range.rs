//! A matrix has the axes 0 and 1.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.argmax_axis::<2>();
}
//~ argmax_axis
