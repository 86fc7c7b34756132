use tapeless::prelude::*;

fn checked(x: &Vector<f32, 3>) -> Result<Vector<f32, 3>, SingularError> {
    Ok(x.clone())
}

#[differentiable]
fn f(x: &Vector<f32, 3>) -> f32 {
    let h = checked(x)?;
    h.sum()
}

fn main() {}
