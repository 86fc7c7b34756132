//! Padding adds to the length.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Matrix<f32, 3, 5> = x.pad::<1, 1, 1>(0.0);
}
//~ x.pad::<1, 1, 1>(0.0)
