use tapeless::prelude::*;

#[differentiable]
fn f(xs: &[Vector<f32, 3>]) -> f32 {
    xs[0].sum()
}

fn main() {}
