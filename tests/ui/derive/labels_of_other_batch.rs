use tapeless::prelude::*;

#[differentiable]
fn f(logits: &Matrix<f32, 8, 10>, labels: &Labels<16, 10>) -> f32 {
    logits.cross_entropy(labels)
}

fn main() {}
