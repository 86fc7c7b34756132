//! Products take their right side by reference.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 2, 3>::zeros();
    let _ = x.matmul(Matrix::<f32, 3, 2>::zeros());
}
//~ Matrix
