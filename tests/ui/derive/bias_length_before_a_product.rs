use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 2, 3>, w: &Matrix<f32, 3, 4>, b: &Vector<f32, 5>, v: &Matrix<f32, 4, 6>) -> f32 {
    let h = (x.matmul(w) + b).relu();
    let y = h.matmul(v);
    y.sum()
}

fn main() {}
