use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, steps: &Matrix<f32, 5, 4>) -> f32 {
    let mut h = x.tanh();
    for t in 0..5 {
        h = (h + steps.row(t)).tanh();
    }
    h.sum()
}

fn main() {}
