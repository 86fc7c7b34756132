use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    const TWO: f32 = 2.0;
    x.sum() * TWO
}

fn main() {}
