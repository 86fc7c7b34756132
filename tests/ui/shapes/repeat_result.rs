//! Repeating multiplies the length.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Matrix<f32, 3, 8> = x.repeat::<1, 3>();
}
//~ x.repeat::<1, 3>()
