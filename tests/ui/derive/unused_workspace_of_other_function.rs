use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.sum()
}
#[differentiable]
fn g(x: &Vector<f32, 4>) -> f32 {
    x.sum()
}

fn main() {
    let mut grad = Vector::ZERO;
    let mut ws = Workspace::<g>::ZERO;
    f::grad(&Vector::ZERO, &mut ws, &mut grad);
}
