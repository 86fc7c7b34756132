use tapeless::prelude::*;
fn f(x: &Matrix<f32, 8, 10>, b: &Vector<f32, 8>) {
    let _ = x + b;
}
fn main() {}
//~ +
