use tapeless::prelude::*;
fn f(x: &Matrix<f32, 3, 4>, y: &Vector<f32, 3>) {
    let _ = x.maximum(y);
}
fn main() {}
//~ y
