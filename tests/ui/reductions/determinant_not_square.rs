//! Only square matrices have determinants.
use tapeless::prelude::*;

fn main() {
    let a = Matrix::<f32, 3, 4>::zeros();
    let _ = a.determinant();
}
//~ determinant
