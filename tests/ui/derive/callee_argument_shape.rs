use tapeless::prelude::*;

#[differentiable]
fn dense(w: &Matrix<f32, 3, 4>, h: &Matrix<f32, 2, 3>) -> Matrix<f32, 2, 4> {
    h.matmul(w)
}

#[differentiable]
fn f(w: &Matrix<f32, 3, 4>, x: &Matrix<f32, 2, 7>) -> f32 {
    let h = dense(w, x);
    h.tanh().sum()
}

fn main() {}
