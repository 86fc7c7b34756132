use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.matmul(&Tensor3::<f32, 2, 4, 5>::zeros());
}
//~ &Tensor3::<f32, 2, 4, 5>::zeros()
