use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 3>, w: &Matrix<f32, 3, 4>) -> f32 {
    let mut h = x.tanh();
    for _ in 0..4 {
        h = h.matmul(w);
    }
    h.sum()
}

fn main() {}
