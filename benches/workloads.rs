//! The models that are measured.

use tapeless::prelude::*;

/// `I`-`H`-`O`.
#[derive(Params)]
pub struct Two<const I: usize, const H: usize, const O: usize> {
    pub w1: Matrix<f32, I, H>,
    pub b1: Vector<f32, H>,
    pub w2: Matrix<f32, H, O>,
    pub b2: Vector<f32, O>,
}

/// 8-64-64-4.
#[derive(Params)]
pub struct Three {
    pub w1: Matrix<f32, 8, 64>,
    pub b1: Vector<f32, 64>,
    pub w2: Matrix<f32, 64, 64>,
    pub b2: Vector<f32, 64>,
    pub w3: Matrix<f32, 64, 4>,
    pub b3: Vector<f32, 4>,
}

/// 784-10.
#[derive(Params)]
pub struct One10 {
    pub w: Matrix<f32, 784, 10>,
    pub b: Vector<f32, 10>,
}

/// A cell of 16 → 32.
#[derive(Params)]
pub struct Cell {
    pub wx: Matrix<f32, 16, 32>,
    pub wh: Matrix<f32, 32, 32>,
    pub b: Vector<f32, 32>,
}

/// MLP 2-8-1 tanh, squared error.
#[differentiable]
pub fn w1(net: &Two<2, 8, 1>, x: &Matrix<f32, 4, 2>, y: &Matrix<f32, 4, 1>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).tanh();
    (h.matmul(&net.w2) + &net.b2).mse(y)
}

/// MLP 8-64-64-4 relu: what it predicts.
#[differentiable]
pub fn w2_predict<const B: usize>(net: &Three, x: &Matrix<f32, B, 8>) -> Matrix<f32, B, 4> {
    let h1 = (x.matmul(&net.w1) + &net.b1).relu();
    let h2 = (h1.matmul(&net.w2) + &net.b2).relu();
    h2.matmul(&net.w3) + &net.b3
}

/// The same, squared error.
#[differentiable]
pub fn w2<const B: usize>(net: &Three, x: &Matrix<f32, B, 8>, y: &Matrix<f32, B, 4>) -> f32 {
    let h1 = (x.matmul(&net.w1) + &net.b1).relu();
    let h2 = (h1.matmul(&net.w2) + &net.b2).relu();
    (h2.matmul(&net.w3) + &net.b3).mse(y)
}

/// MLP 784-256-10 relu, cross-entropy.
#[differentiable]
pub fn w3(net: &Two<784, 256, 10>, x: &Matrix<f32, 256, 784>, y: &Labels<256, 10>) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    (h.matmul(&net.w2) + &net.b2).cross_entropy(y)
}

/// Softmax regression 784-10.
#[differentiable]
pub fn w4(net: &One10, x: &Matrix<f32, 256, 784>, y: &Labels<256, 10>) -> f32 {
    (x.matmul(&net.w) + &net.b).cross_entropy(y)
}

/// RNN tanh 16 → 32, 20 steps, squared error on the last state.
#[differentiable]
pub fn w7<const B: usize>(
    net: &Cell,
    xs: &[Matrix<f32, B, 16>; 20],
    h0: &Matrix<f32, B, 32>,
    y: &Matrix<f32, B, 32>,
) -> f32 {
    let mut h = h0.tanh();
    for t in 0..20 {
        h = (xs[t].matmul(&net.wx) + h.matmul(&net.wh) + &net.b).tanh();
    }
    h.mse(y)
}
