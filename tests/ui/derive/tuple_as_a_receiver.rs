use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let pair = (x.tanh(), x.sin());
    pair.sum()
}

fn main() {}
