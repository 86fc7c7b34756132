// Elementwise operators, a method, and a reduction to a number: one loop forward, one for each argument backward.
#[differentiable(wrt = (p, scale))]
fn error<const N: usize>(p: &Vector<f32, N>, y: &Vector<f32, N>, scale: &f32) -> f32 {
    ((p - y) * *scale / 2.0).square().mean()
}
