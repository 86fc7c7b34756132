use tapeless::prelude::*;

#[differentiable]
fn loss(w: &Matrix<f32, 4, 3>, x: &Matrix<f32, 8, 4>, y: &Matrix<f32, 8, 3>) -> f32 {
    x.matmul(w).cross_entropy(y)
}

fn main() {}
