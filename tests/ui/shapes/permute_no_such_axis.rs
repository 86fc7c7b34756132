use tapeless::prelude::*;

fn main() {
    let x = Tensor3::<f32, 2, 3, 4>::zeros();
    x.permute::<2, 0, 3>();
}
//~ permute
