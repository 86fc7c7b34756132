use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    for _ in 0..9 {
        h = h.tanh();
        if h.sum() < 0.5 {
            break;
        }
    }
    h.sum()
}

fn main() {}
