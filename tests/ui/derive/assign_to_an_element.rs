use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    h[[0]] = 1.0;
    h.sum()
}

fn main() {}
