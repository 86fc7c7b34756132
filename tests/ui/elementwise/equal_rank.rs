use tapeless::prelude::*;
fn f(x: &Matrix<f32, 3, 4>, y: &Matrix<f32, 3, 5>) {
    let _ = x * y;
}
fn main() {}
//~ *
