#[differentiable]
fn loss_and_state<T: Real>(x: &Vector<T, 3>, y: &Vector<T, 3>) -> (T, Vector<T, 3>) {
    let h = activation(x);
    (h.dot(y), h)
}
