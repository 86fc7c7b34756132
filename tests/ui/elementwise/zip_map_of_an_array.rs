//! An array is no tensor.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 2>::zeros();
    let _ = x.zip_map(&[1.0, 2.0], |a, b: f32| a + b);
}
//~ &[1.0, 2.0]
