use tapeless::prelude::*;

#[differentiable]
fn f<const B: usize>(x: &Matrix<f32, B, 3>, w: &Matrix<f32, 4, 5>) -> f32 {
    x.matmul(w).relu().sum()
}

fn main() {}
