use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.stack::<0>(&Matrix::<f32, 3, 5>::zeros());
}
//~ &Matrix::<f32, 3, 5>::zeros()
