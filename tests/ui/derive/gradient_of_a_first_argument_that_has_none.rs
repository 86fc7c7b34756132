use tapeless::prelude::*;

#[differentiable]
fn f(flag: bool, x: &Vector<f32, 3>) -> f32 {
    if flag { x.sum() } else { x.mean() }
}

fn main() {}
