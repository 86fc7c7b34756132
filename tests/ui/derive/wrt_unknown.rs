use tapeless::prelude::*;

#[differentiable(wrt = w)]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.sum()
}

fn main() {}
