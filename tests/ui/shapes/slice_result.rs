use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Matrix<f32, 3, 4> = x.slice(s![0..2, ..]);
}
//~ x.slice(s![0..2, ..])
