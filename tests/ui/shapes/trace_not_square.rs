//! Only square matrices have traces.
use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.trace();
}
//~ trace
