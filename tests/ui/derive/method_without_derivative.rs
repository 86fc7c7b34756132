use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let n = x.dims();
    x.sum()
}

fn main() {}
