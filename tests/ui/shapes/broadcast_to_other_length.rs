use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.broadcast_to::<shape![3, 5]>();
}
//~ broadcast_to
