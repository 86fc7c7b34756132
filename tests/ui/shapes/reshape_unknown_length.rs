use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 5001>::zeros();
    x.reshape::<shape![3, 1667]>();
}
//~ reshape
