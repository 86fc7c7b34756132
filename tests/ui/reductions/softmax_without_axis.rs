//! A single number has no axis.
use tapeless::prelude::*;

fn main() {
    let x = Scalar::<f32>::zeros();
    let _ = x.softmax();
}
//~ softmax
