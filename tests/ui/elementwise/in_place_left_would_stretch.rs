use tapeless::prelude::*;
fn f(mut x: Tensor<f32, shape![3, 1]>, y: &Matrix<f32, 3, 4>) {
    x *= y;
}
fn main() {}
//~ *=
