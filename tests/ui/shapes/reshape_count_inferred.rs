use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Matrix<f32, 2, 5> = x.reshape();
}
//~ reshape
