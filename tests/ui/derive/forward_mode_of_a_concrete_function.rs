use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.sum()
}

fn main() {
    let along = Vector::ZERO;
    f::jvp(&Vector::ZERO, &mut Workspace::new(), &along);
}
