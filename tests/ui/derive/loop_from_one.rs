use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    for t in 1..4 {
        h = h * t as f32;
    }
    h.sum()
}

fn main() {}
