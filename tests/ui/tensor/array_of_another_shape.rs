//! The nested arrays are not those of the shape.
use tapeless::prelude::*;

static WEIGHTS: Matrix<f32, 2, 3> = Matrix::from_array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]);

fn main() {}
//~ [1.0, 2.0]
