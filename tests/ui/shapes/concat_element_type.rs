use tapeless::prelude::*;

fn main() {
    let x = Matrix::<f32, 3, 4>::zeros();
    x.concat::<1>(&Matrix::<f64, 3, 5>::zeros());
}
//~ &Matrix::<f64, 3, 5>::zeros()
