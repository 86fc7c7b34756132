//! A recurrent network.

use std::hint::black_box;

use tapeless::prelude::*;

use super::super::{Run, network, tensor, train};
use crate::inputs::Arrays;

#[derive(Params)]
struct Net<const I: usize, const H: usize> {
    wx: Matrix<f32, I, H>,
    wh: Matrix<f32, H, H>,
    b: Vector<f32, H>,
}

#[differentiable]
fn loss<const T: usize, const B: usize, const I: usize, const H: usize>(
    net: &Net<I, H>,
    x: &Tensor3<f32, T, B, I>,
    y: &Matrix<f32, B, H>,
    start: &Matrix<f32, B, H>,
) -> f32 {
    let inputs = x.matmul(&net.wx) + &net.b;
    let mut h = start.tanh();
    for t in 0..T {
        h = (inputs.row(t) + h.matmul(&net.wh)).tanh();
    }
    h.mse(y)
}

pub fn squared_error<const T: usize, const B: usize, const I: usize, const H: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y, start) = (tensor(&arrays[0])?, tensor(&arrays[1])?, Matrix::boxed_zeros());
    let workspace = Workspace::<loss<T, B, I, H>>::boxed();
    train(network(&arrays[2..]), workspace, move |net: &Net<I, H>, ws, gradient| {
        loss::value_and_grad(net, black_box(&x), &y, &start, ws, gradient)
    })
}
