use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.tanh();
    x.sum()
}

fn main() {}
