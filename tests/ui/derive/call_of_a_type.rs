use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 3>, w: &Matrix<f32, 3, 3>) -> f32 {
    Tensor::matmul(x, w).sum()
}

fn main() {}
