use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let Some(first) = x.as_slice().first() else { panic!() };
    x.sum() * *first
}

fn main() {}
