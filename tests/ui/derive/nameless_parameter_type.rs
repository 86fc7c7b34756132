use tapeless::prelude::*;

#[differentiable]
fn f(_x: &impl Params) -> f32 {
    1.0
}

fn main() {}
