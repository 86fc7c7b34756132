//! Softmax regression.

use std::hint::black_box;

use tapeless::prelude::*;

use super::super::{Run, network, tensor, train};
use crate::inputs::Arrays;

#[derive(Params)]
struct Net<const I: usize, const O: usize> {
    w: Matrix<f32, I, O>,
    b: Vector<f32, O>,
}

#[differentiable]
fn loss<const B: usize, const I: usize, const O: usize>(
    net: &Net<I, O>,
    x: &Matrix<f32, B, I>,
    y: &Labels<B, O>,
) -> f32 {
    let logits = x.matmul(&net.w) + &net.b;
    logits.cross_entropy(y)
}

pub fn cross_entropy<const B: usize, const I: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let x = tensor(&arrays[0])?;
    let labels: Vec<u8> = arrays[1].iter().map(|&label| label as u8).collect();
    let y = Labels::from_slice(&labels).ok()?;
    train(network(&arrays[2..]), Workspace::<loss<B, I, O>>::boxed(), move |net: &Net<I, O>, ws, gradient| {
        loss::value_and_grad(net, black_box(&x), &y, ws, gradient)
    })
}
