//! Rows have one length.
use tapeless::prelude::*;

fn main() {
    let _ = Matrix::from([[1.0, 2.0], [3.0]]);
}
//~ [3.0]
