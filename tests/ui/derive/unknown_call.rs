use tapeless::prelude::*;

fn plain(x: &Vector<f32, 3>) -> Vector<f32, 3> {
    x.tanh()
}

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    plain(x).sum()
}

fn main() {}
