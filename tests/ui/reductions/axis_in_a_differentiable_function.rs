//! Inside a differentiable function the mistake is reported once, too.
use tapeless::prelude::*;

#[differentiable]
fn loss<B: Axis>(x: &Tensor<f32, (B, Dim<3>)>) -> f32 {
    let rows = x.mean_axis::<2>();
    rows.norm_l2()
}

fn main() {}
//~ mean_axis
