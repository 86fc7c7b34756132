use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, flag: bool) -> f32 {
    let (a, b) = if flag { (x.tanh(), x.sin()) } else { x.cos() };
    (a + b).sum()
}

fn main() {}
