use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, flag: bool) -> f32 {
    let h = if flag { x.tanh() };
    h.sum()
}

fn main() {}
