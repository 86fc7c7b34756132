use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let parts = [x.tanh(), x.sin()];
    parts[0].sum()
}

fn main() {}
