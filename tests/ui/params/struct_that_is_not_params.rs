use tapeless::prelude::*;

struct Layer {
    w: Matrix<f32, 2, 2>,
}

#[derive(Params)]
struct Net {
    first: Matrix<f32, 2, 2>,
    layers: [Layer; 2],
}

#[differentiable]
fn loss(net: &Net) -> f32 {
    net.first.sum()
}

fn main() {}
