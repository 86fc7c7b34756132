use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.chunks::<1, 3>();
}
//~ chunks
