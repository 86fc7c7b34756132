#[differentiable]
fn branch(x: &Vector<f32, 3>, flag: bool) -> f32 {
    let h = if flag { x.tanh() } else { x.clone() };
    (h * x).sum()
}
