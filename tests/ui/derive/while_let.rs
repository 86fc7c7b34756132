use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    #[bound(9)]
    while let 0 = h.dims()[0] {
        h = h.tanh();
    }
    h.sum()
}

fn main() {}
