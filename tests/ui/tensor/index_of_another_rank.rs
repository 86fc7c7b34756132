//! A matrix has two indices.
use tapeless::prelude::*;

fn main() {
    let m = Matrix::from([[1.0, 2.0], [3.0, 4.0]]);
    let _ = m[[0, 1, 0]];
}
//~ [0, 1, 0]
