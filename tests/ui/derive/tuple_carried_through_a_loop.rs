use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut pair = (x.tanh(), x.sum());
    for _ in 0..3 {
        pair = (pair.0.tanh(), pair.1);
    }
    pair.0.sum()
}

fn main() {}
