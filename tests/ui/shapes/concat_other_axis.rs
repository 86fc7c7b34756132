use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    let y = Matrix::<f32, 2, 5>::zeros();
    x.concat::<1>(&y);
}
//~ &y
