use tapeless::prelude::*;

#[differentiable(wrt = k)]
fn f(x: &Vector<f32, 3>, k: usize) -> f32 {
    x.at(k)
}

fn main() {}
