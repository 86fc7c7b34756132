//! A vector has one axis.
use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 3>::zeros();
    let _ = x.cumsum::<1>();
}
//~ cumsum
