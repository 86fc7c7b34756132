use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> Vector<f32, 3> {
    x.tanh()
}

fn main() {
    let mut grad = Vector::ZERO;
    f::grad(&Vector::ZERO, &mut Workspace::new(), &mut grad);
}
