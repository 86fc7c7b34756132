use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    Vector::<f32, 4>::zeros().vecmat(&x);
}
//~ &x
