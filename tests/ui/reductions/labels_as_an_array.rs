//! Labels are checked before they are used.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.cross_entropy(&[0, 1]);
}
//~ &[0, 1]
