//! The macro, end to end.
use tapeless::prelude::*;

#[derive(Params)]
struct Mlp {
    w1: Matrix<f32, 12, 8>,
    b1: Vector<f32, 8>,
    w2: Matrix<f32, 8, 3>,
    b2: Vector<f32, 3>,
}

#[differentiable]
fn loss<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 12>, y: &Labels<B, 3>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    logits.cross_entropy(y)
}

#[test]
fn mlp() {
    let net = Mlp::ZERO;
    let x = Matrix::<f32, 4, 12>::from_index(|i| i as f32);
    let y = Labels::from_slice(&[0u8, 1, 2, 1]).unwrap();
    let mut g = Mlp::ZERO;
    let mut ws = Workspace::ZERO;
    let l = loss::value_and_grad(&net, &x, &y, &mut ws, &mut g);
    assert!((l - 3f32.ln()).abs() < 1e-6);
}
