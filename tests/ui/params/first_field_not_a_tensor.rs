use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    names: Vec<String>,
    w: Matrix<f32, 2, 2>,
}

#[differentiable]
fn loss(net: &Net) -> f32 {
    net.w.sum()
}

fn main() {}
