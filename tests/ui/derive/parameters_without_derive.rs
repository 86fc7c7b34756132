//! A model's struct without `#[derive(Params)]`.
use tapeless::prelude::*;

struct Mlp {
    w: Matrix<f32, 4, 3>,
    b: Vector<f32, 3>,
}

#[differentiable]
fn loss<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 4>, y: &Labels<B, 3>) -> f32 {
    (x.matmul(&net.w) + &net.b).cross_entropy(y)
}

fn main() {}
