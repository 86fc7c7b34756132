#[differentiable(wrt = (w, h0))]
fn recurrence(w: &Matrix<f32, 4, 4>, xs: &Matrix<f32, 20, 4>, h0: &Vector<f32, 4>) -> f32 {
    let mut h = h0.tanh();
    for t in 0..20 {
        h = (h.vecmat(w) + xs.row(t)).tanh();
    }
    h.sum()
}
