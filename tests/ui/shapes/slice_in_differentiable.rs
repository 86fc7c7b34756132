use tapeless::prelude::*;

#[differentiable]
fn f(x: &Matrix<f32, 3, 4>) -> f32 {
    x.slice(s![0..5, ..]).sum()
}

fn main() {}
//~ s![0..5, ..]
