use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.pad::<2, 1, 1>(0.0);
}
//~ pad
