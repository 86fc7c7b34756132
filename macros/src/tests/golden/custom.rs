#[differentiable(vjp = cube_backward)]
fn cube(x: &Vector<f32, 3>) -> Vector<f32, 3> {
    x * &(x * x)
}
