use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.matmul(&Matrix::<f32, 3, 4>::zeros());
}
//~ &Matrix::<f32, 3, 4>::zeros()
