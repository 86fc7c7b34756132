use tapeless::prelude::*;
axis!(Batch = 32);
fn f(x: &Tensor<f32, (Batch, Dim<3>)>, y: &Matrix<f32, 32, 3>) {
    let _ = x - y;
}
fn main() {}
//~ -
