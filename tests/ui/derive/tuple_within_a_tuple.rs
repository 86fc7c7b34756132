use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> (f32, (f32, f32)) {
    (x.sum(), (x.mean(), x.max()))
}

fn main() {}
