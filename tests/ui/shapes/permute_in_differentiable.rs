use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 4>) -> f32 {
    let y = x.permute::<1, 1>();
    (y + x).sum()
}

fn main() {}
//~ permute
