use tapeless::prelude::*;

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    x.sum()
}

fn main() {
    let (along, mut product) = (Vector::ZERO, Vector::ZERO);
    f::hvp(&Vector::ZERO, &mut Workspace::new(), &along, &mut product);
}
