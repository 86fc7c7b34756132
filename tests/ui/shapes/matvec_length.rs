use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.matvec(&Vector::<f32, 3>::zeros());
}
//~ &Vector::<f32, 3>::zeros()
