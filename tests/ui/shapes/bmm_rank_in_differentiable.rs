use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 4>) -> f32 {
    let y = x.bmm(x);
    y.sum()
}

fn main() {}
//~ x);
