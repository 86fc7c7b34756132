//! One hidden layer.

use std::hint::black_box;

use tapeless::prelude::*;

use super::super::{Run, network, tensor, train};
use crate::inputs::Arrays;

#[derive(Params)]
struct Net<const I: usize, const H: usize, const O: usize> {
    w1: Matrix<f32, I, H>,
    b1: Vector<f32, H>,
    w2: Matrix<f32, H, O>,
    b2: Vector<f32, O>,
}

#[differentiable]
fn of_tanh<const B: usize, const I: usize, const H: usize, const O: usize>(
    net: &Net<I, H, O>,
    x: &Matrix<f32, B, I>,
    y: &Matrix<f32, B, O>,
) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).tanh();
    let output = h.matmul(&net.w2) + &net.b2;
    output.mse(y)
}

#[differentiable]
fn of_relu<const B: usize, const I: usize, const H: usize, const O: usize>(
    net: &Net<I, H, O>,
    x: &Matrix<f32, B, I>,
    y: &Labels<B, O>,
) -> f32 {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let logits = h.matmul(&net.w2) + &net.b2;
    logits.cross_entropy(y)
}

pub fn squared_error<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (tensor(&arrays[0])?, tensor(&arrays[1])?);
    let workspace = Workspace::<of_tanh<B, I, H, O>>::boxed();
    train(network(&arrays[2..]), workspace, move |net: &Net<I, H, O>, ws, gradient| {
        of_tanh::value_and_grad(net, black_box(&x), &y, ws, gradient)
    })
}

pub fn cross_entropy<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let x = tensor(&arrays[0])?;
    let labels: Vec<u8> = arrays[1].iter().map(|&label| label as u8).collect();
    let y = Labels::from_slice(&labels).ok()?;
    let workspace = Workspace::<of_relu<B, I, H, O>>::boxed();
    train(network(&arrays[2..]), workspace, move |net: &Net<I, H, O>, ws, gradient| {
        of_relu::value_and_grad(net, black_box(&x), &y, ws, gradient)
    })
}
