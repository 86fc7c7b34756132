//! Two hidden layers.

use std::hint::black_box;

use tapeless::prelude::*;

use super::super::{Run, network, steps, tensor, train};
use crate::inputs::Arrays;

#[derive(Params)]
struct Net<const I: usize, const H: usize, const G: usize, const O: usize> {
    w1: Matrix<f32, I, H>,
    b1: Vector<f32, H>,
    w2: Matrix<f32, H, G>,
    b2: Vector<f32, G>,
    w3: Matrix<f32, G, O>,
    b3: Vector<f32, O>,
}

#[differentiable]
fn output<const B: usize, const I: usize, const H: usize, const G: usize, const O: usize>(
    net: &Net<I, H, G, O>,
    x: &Matrix<f32, B, I>,
) -> Matrix<f32, B, O> {
    let h = (x.matmul(&net.w1) + &net.b1).relu();
    let g = (h.matmul(&net.w2) + &net.b2).relu();
    g.matmul(&net.w3) + &net.b3
}

#[differentiable]
fn loss<const B: usize, const I: usize, const H: usize, const G: usize, const O: usize>(
    net: &Net<I, H, G, O>,
    x: &Matrix<f32, B, I>,
    y: &Matrix<f32, B, O>,
) -> f32 {
    output(net, x).mse(y)
}

pub fn squared_error<const B: usize, const I: usize, const H: usize, const G: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (tensor(&arrays[0])?, tensor(&arrays[1])?);
    let workspace = Workspace::<loss<B, I, H, G, O>>::boxed();
    train(network(&arrays[2..]), workspace, move |net: &Net<I, H, G, O>, ws, gradient| {
        loss::value_and_grad(net, black_box(&x), &y, ws, gradient)
    })
}

pub fn inference<const B: usize, const I: usize, const H: usize, const G: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, net) = (tensor(&arrays[0])?, network::<Net<I, H, G, O>>(&arrays[2..]));
    let state = (Workspace::<output<B, I, H, G, O>>::boxed(), vec![0.0; B * O]);
    let step = move |(ws, out): &mut (Box<Workspace<output<B, I, H, G, O>>>, Vec<f32>)| {
        out.copy_from_slice(output::value(&net, black_box(&x), ws).as_slice());
    };
    steps(state, step, |(_, out)| out.clone())
}
