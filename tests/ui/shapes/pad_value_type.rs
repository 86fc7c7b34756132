use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.pad::<1, 1, 1>(0.0f64);
}
//~ 0.0f64
