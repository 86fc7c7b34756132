use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let mut h = x.tanh();
    h[[0]] = 1.0;
    h.sum()
}

#[differentiable]
fn calls(x: &Vector<f32, 3>) -> f32 {
    f(x) * 2.0
}

fn main() {
    let (x, mut grad) = (Vector::ZERO, Vector::ZERO);
    let mut ws = Workspace::<f>::new();
    let _ = f::value_and_grad(&x, &mut ws, &mut grad);
    let _ = calls::value_and_grad(&x, &mut Workspace::new(), &mut grad);
}
