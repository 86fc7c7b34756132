//! How much memory a derived function takes, against the peak of the values that are alive at one time.
use tapeless::prelude::*;

/// Bytes of a tensor of this many f32.
const fn f32s(n: usize) -> usize {
    4 * n
}

#[derive(Params)]
struct Mlp {
    w1: Matrix<f32, 784, 256>,
    b1: Vector<f32, 256>,
    w2: Matrix<f32, 256, 10>,
    b2: Vector<f32, 10>,
}

#[differentiable]
fn mlp<const B: usize>(net: &Mlp, x: &Matrix<f32, B, 784>, y: &Labels<B, 10>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    logits.cross_entropy(y)
}

#[derive(Params)]
struct Rnn {
    wx: Matrix<f32, 16, 32>,
    wh: Matrix<f32, 32, 32>,
    b: Vector<f32, 32>,
}

#[differentiable]
fn rnn(net: &Rnn, xs: &[Matrix<f32, 1, 16>; 20], h0: &Matrix<f32, 1, 32>) -> f32 {
    let mut h = h0.tanh();
    for t in 0..20 {
        h = (xs[t].matmul(&net.wx) + h.matmul(&net.wh) + &net.b).tanh();
    }
    (&h * &h).sum()
}

#[derive(Params)]
struct Layer {
    w: Matrix<f32, 64, 64>,
    b: Vector<f32, 64>,
}

#[differentiable]
fn deep(net: &[Layer; 20], x: &Matrix<f32, 8, 64>) -> f32 {
    let mut h = x.relu();
    for i in 0..20 {
        h = (h.matmul(&net[i].w) + &net[i].b).tanh();
    }
    h.sum()
}

#[test]
fn bytes_are_within_a_quarter_of_the_peak() {
    // h is kept; its cotangent, and that before relu, live at one time; beside them softmax, and what cross-entropy saves.
    let mlp_peak = f32s(3 * 32 * 256 + 32 * 10);
    // 21 states are kept; two cotangents of that size live at one time.
    let rnn_peak = f32s(21 * 32 + 2 * 32);
    let deep_peak = f32s(21 * 8 * 64 + 2 * 8 * 64);
    for (name, bytes, peak) in [
        ("mlp", Workspace::<mlp<32>>::BYTES, mlp_peak),
        ("rnn", Workspace::<rnn>::BYTES, rnn_peak),
        ("deep", Workspace::<deep>::BYTES, deep_peak),
    ] {
        println!("{name}: {bytes} bytes, peak {peak}, ratio {:.3}", bytes as f64 / peak as f64);
        assert!(4 * bytes <= 5 * peak, "{name}: {bytes} bytes, peak {peak}");
    }
}
