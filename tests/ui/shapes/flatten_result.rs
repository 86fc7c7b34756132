use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Vector<f32, 10> = x.flatten();
}
//~ x.flatten()
