use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.flatten_from::<2>();
}
//~ flatten_from
