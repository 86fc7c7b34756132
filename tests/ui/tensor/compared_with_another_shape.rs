//! Tensors of different shapes are not compared.
use tapeless::prelude::*;

fn main() {
    let (a, b) = (Vector::from([1.0, 2.0]), Vector::from([1.0, 2.0, 3.0]));
    assert!(a.is_close(&b, 1e-5, 1e-8));
}
//~ &b
