//! A literal float has a point.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = 2 * &x;
}
//~ *
