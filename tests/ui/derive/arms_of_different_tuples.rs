use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>, flag: bool) -> f32 {
    let (a, b) = if flag { (x.sum(), x.mean()) } else { (x.max(), x) };
    a
}

fn main() {}
