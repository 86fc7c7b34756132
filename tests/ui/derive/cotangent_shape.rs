use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> Vector<f32, 3> {
    x.tanh()
}

fn main() {
    let mut grad = Vector::ZERO;
    f::vjp(&Vector::ZERO, &mut Workspace::new(), &Vector::<f32, 4>::ZERO, &mut grad);
}
