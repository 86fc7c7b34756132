use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.repeat::<2, 2>();
}
//~ repeat
