use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 4>) -> f32 {
    let y = x.reshape::<shape![2, 5]>();
    y.sum()
}

fn main() {}
//~ reshape
