use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.sum()
}

fn main() {
    let mut grad = Vector::<f32, 4>::ZERO;
    f::grad(&Vector::ZERO, &mut Workspace::new(), &mut grad);
}
