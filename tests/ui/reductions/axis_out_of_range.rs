//! A matrix has no third axis.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.sum_axis::<2>();
}
//~ sum_axis
