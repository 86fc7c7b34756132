use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 4>) -> f32 {
    x.concat::<1>(&x.t()).sum()
}

fn main() {}
//~ &x.t()
