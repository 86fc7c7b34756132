use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> &Vector<f32, 3> {
    x
}

fn main() {}
