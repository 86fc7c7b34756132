use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let g = |v: &Vector<f32, 3>| v.tanh();
    g(x).sum()
}

fn main() {}
