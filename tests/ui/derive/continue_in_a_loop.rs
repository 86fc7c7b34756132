use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    for t in 0..9 {
        if t == 3 {
            continue;
        }
        h = h.tanh();
    }
    h.sum()
}

fn main() {}
