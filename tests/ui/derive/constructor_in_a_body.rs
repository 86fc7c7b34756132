use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    (x * Vector::from([1.0, 2.0, 3.0])).sum()
}

fn main() {}
