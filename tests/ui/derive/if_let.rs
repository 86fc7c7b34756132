use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let h = if let Some(first) = x.as_slice().first() { x * *first } else { x.tanh() };
    h.sum()
}

fn main() {}
