use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, y: &Vector<f64, 3>) -> f32 {
    (x.tanh() + y).sum()
}

fn main() {}
