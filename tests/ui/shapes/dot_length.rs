use tapeless::prelude::*;

fn main() {
    let x = Vector::<f32, 4>::zeros();
    x.dot(&Vector::<f32, 3>::zeros());
}
//~ &Vector::<f32, 3>::zeros()
