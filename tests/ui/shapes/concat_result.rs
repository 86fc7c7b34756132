use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let _: Matrix<f32, 3, 8> = x.concat::<1>(&Matrix::<f32, 3, 5>::zeros());
}
//~ x.concat::<1>(&Matrix::<f32, 3, 5>::zeros())
