use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, n: usize) -> f32 {
    let mut h = x.tanh();
    for _ in 0..n {
        h = h.tanh();
    }
    h.sum()
}

fn main() {}
