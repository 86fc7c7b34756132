use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    while h.sum() < 2.0 {
        h = h.tanh();
    }
    h.sum()
}

fn main() {}
