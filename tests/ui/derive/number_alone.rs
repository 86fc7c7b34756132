use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let half = 1.0 / 2.0;
    x.sum() * half
}

fn main() {}
