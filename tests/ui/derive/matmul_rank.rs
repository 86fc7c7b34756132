use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 2, 3>, w: &Vector<f32, 3>) -> f32 {
    let h = x.matmul(w);
    (h.tanh() + &h).sum()
}

fn main() {}
