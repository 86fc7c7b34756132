use tapeless::prelude::*;

#[differentiable(with = x)]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.sum()
}

fn main() {}
