//! A slice may have the wrong length: that is a `Result`.
use tapeless::prelude::*;

fn main() {
    let _: Vector<f32, 3> = Tensor::from_slice(&[1.0, 2.0, 3.0]);
}
//~ Tensor::from_slice(&[1.0, 2.0, 3.0])
