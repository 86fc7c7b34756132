//! Tensors of different shapes are not compared.
use tapeless::prelude::*;

fn main() {
    let _ = Vector::from([1.0, 2.0]) == Vector::from([1.0, 2.0, 3.0]);
}
//~ Vector::from([1.0, 2.0, 3.0])
