use tapeless::prelude::*;

#[derive(Params)]
struct Net {
    w: Matrix<f32, 4, 3>,
}

#[differentiable]
fn loss<const B: usize>(net: &Net, x: &Matrix<f32, B, 4>, y: &Labels<B, 10>) -> f32 {
    x.matmul(&net.w).cross_entropy(y)
}

fn main() {}
