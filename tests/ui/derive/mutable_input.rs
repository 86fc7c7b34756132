use tapeless::prelude::*;

#[differentiable]
fn f(x: &mut Vector<f32, 3>) -> f32 {
    x.sum()
}

fn main() {}
