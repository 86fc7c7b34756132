use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let (a, b) = (x.tanh(), x.sin(), x.cos());
    (a + b).sum()
}

fn main() {}
