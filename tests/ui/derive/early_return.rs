use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, flag: bool) -> f32 {
    if flag {
        return x.sum();
    }
    x.tanh().sum()
}

fn main() {}
