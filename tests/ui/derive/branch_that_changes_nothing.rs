use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    if x.sum() > 0.0 {
        let _ = x.tanh();
    }
    x.sum()
}

fn main() {}
