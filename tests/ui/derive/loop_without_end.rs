use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    loop {
        h = h.tanh();
    }
    h.sum()
}

fn main() {}
