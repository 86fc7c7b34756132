//! Which axes?
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.sum_axes();
}
//~ sum_axes
