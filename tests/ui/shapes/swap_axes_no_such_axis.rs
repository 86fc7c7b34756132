use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.swap_axes::<0, 2>();
}
//~ swap_axes
