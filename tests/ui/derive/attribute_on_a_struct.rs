use tapeless::prelude::*;

#[differentiable]
struct Layer {
    w: Vector<f32, 3>,
}

fn main() {}
