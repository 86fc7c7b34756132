use tapeless::prelude::*;

fn main() {
    let x = Tensor3::<f32, 2, 3, 4>::zeros();
    x.bmm(&Tensor3::<f32, 3, 4, 5>::zeros());
}
//~ &Tensor3::<f32, 3, 4, 5>::zeros()
