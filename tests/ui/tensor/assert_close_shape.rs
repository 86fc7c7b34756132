//! Tensors of different shapes are not compared.
use tapeless::prelude::*;

fn main() {
    let (a, b) = (Vector::from([1.0, 2.0]), Matrix::from([[1.0, 2.0]]));
    a.assert_close(&b, 1e-5, 1e-8);
}
//~ &b
