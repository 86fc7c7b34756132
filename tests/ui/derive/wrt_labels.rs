use tapeless::prelude::*;

#[differentiable(wrt = labels)]
fn f(logits: &Matrix<f32, 8, 10>, labels: &Labels<8, 10>) -> f32 {
    logits.cross_entropy(labels)
}

fn main() {}
