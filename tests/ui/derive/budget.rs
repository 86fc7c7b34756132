use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 300>) -> f32 {
    x.tanh().sum()
}

const _: () = assert!(Workspace::<f>::BYTES <= 1024, "the workspace does not fit");

fn main() {}
