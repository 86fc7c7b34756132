//! Only square matrices have a Cholesky factor.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _ = x.cholesky();
}
//~ cholesky
