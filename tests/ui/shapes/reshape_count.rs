use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.reshape::<shape![2, 5]>();
}
//~ reshape
