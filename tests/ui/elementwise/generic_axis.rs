use tapeless::prelude::*;
fn f<A: Axis, B: Axis>(x: &Tensor<f32, (A,)>, y: &Tensor<f32, (B,)>) {
    let _ = x + y;
}
fn main() {}
//~ +
