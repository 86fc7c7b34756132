use tapeless::prelude::*;

#[differentiable]
fn f<const N: usize>(xs: &[Vector<f32, 3>; N]) -> f32 {
    let mut h = xs[0].tanh();
    for t in 0..N - 1 {
        h = &h * &xs[t + 1];
    }
    h.sum()
}

fn main() {}
