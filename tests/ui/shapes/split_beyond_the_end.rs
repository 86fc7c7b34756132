use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.split::<1, 5>();
}
//~ split
