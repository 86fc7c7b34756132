use tapeless::prelude::*;

fn main() {
    let x = Tensor3::<f32, 2, 3, 4>::zeros();
    x.col(1);
}
//~ col
