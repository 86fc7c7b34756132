use tapeless::prelude::*;

#[differentiable]
fn act(x: &Vector<f32, 3>) -> Vector<f32, 3> {
    x.tanh()
}

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    act(x, x).sum()
}

fn main() {}
