use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let h = Some(x.tanh());
    h.unwrap().sum()
}

fn main() {}
