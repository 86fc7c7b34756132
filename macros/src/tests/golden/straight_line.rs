#[differentiable]
fn loss<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 64>, y: &Labels<B, 10>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    logits.cross_entropy(y)
}
