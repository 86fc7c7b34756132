//! The right side has a row for each row of the matrix.
use tapeless::prelude::*;

fn main() {
    let a = Matrix::<f32, 3, 3>::eye();
    let b = Vector::<f32, 4>::zeros();
    let _ = a.solve_spd(&b);
}
//~ &b
