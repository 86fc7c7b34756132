use tapeless::prelude::*;

#[differentiable]
fn dense(x: &Vector<f32, 3>) -> Vector<f32, 3> {
    x.tanh()
}

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    dence(x).sum()
}

fn main() {}
