use tapeless::prelude::*;

#[differentiable]
fn norm(x: &Vector<f32, 3>) -> f32 {
    (x * x).sum()
}

static WORKSPACE: Workspace<Inference<norm>> = Workspace::ZERO;

fn main() {}
