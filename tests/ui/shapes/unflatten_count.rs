use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.unflatten::<1, shape![2, 3]>();
}
//~ unflatten
