use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let h = x.tanh();
    let a = h + x;
    let b = h + x;
    (a + b).sum()
}

fn main() {}
