use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 2, 3>, w: &Matrix<f32, 4, 5>) -> f32 {
    let h = x.matmul(w);
    (h.tanh() + &h).sum()
}

fn main() {}
