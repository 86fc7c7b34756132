use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 3>, w: &Matrix<f32, 3, 4>, flag: bool) -> f32 {
    let h = if flag { x.tanh() } else { x.matmul(w) };
    h.sum()
}

fn main() {}
