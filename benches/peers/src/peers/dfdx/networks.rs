//! Networks of one, two and three layers.

use std::hint::black_box;

use dfdx::losses::{cross_entropy_with_logits_loss, mse_loss};
use dfdx::prelude::*;

use super::{Matrix, Row, Run, steps, tensor, train};
use crate::inputs::Arrays;

type Layer<const I: usize, const O: usize> = (Matrix<I, O>, Row<O>);

fn layer<const I: usize, const O: usize>(arrays: &[Vec<f32>]) -> Layer<I, O> {
    (tensor(&arrays[0]), tensor(&arrays[1]))
}

fn numbers<const I: usize, const O: usize>((w, b): &Layer<I, O>) -> Vec<f32> {
    [w.as_vec(), b.as_vec()].concat()
}

fn dense<const B: usize, const I: usize, const O: usize, T: Tape<f32, Cpu>>(
    x: Matrix<B, I, T>,
    (w, b): &Layer<I, O>,
) -> Matrix<B, O, T> {
    x.matmul(w.retaped::<T>()) + b.retaped::<T>().broadcast()
}

/// A row with a one for each label.
fn one_hot<const B: usize, const O: usize>(labels: &[f32]) -> Matrix<B, O> {
    let mut rows = vec![0.0; B * O];
    labels.iter().enumerate().for_each(|(i, &label)| rows[i * O + label as usize] = 1.0);
    tensor(&rows)
}

pub fn regression<const B: usize, const I: usize, const O: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (x, y) = (tensor::<Rank2<B, I>>(&arrays[0]), one_hot::<B, O>(&arrays[1]));
    let loss = move |net: &Layer<I, O>, gradients| {
        cross_entropy_with_logits_loss(dense(black_box(&x).trace(gradients), net), y.clone())
    };
    train(layer(&arrays[2..]), loss, numbers)
}

pub fn tanh_squared<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (tensor::<Rank2<B, I>>(&arrays[0]), tensor::<Rank2<B, O>>(&arrays[1]));
    let loss = move |net: &(Layer<I, H>, Layer<H, O>), gradients| {
        let h = dense(black_box(&x).trace(gradients), &net.0).tanh();
        mse_loss(dense(h, &net.1), y.clone())
    };
    train((layer(&arrays[2..]), layer(&arrays[4..])), loss, |net| [numbers(&net.0), numbers(&net.1)].concat())
}

pub fn relu_entropy<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (tensor::<Rank2<B, I>>(&arrays[0]), one_hot::<B, O>(&arrays[1]));
    let loss = move |net: &(Layer<I, H>, Layer<H, O>), gradients| {
        let h = dense(black_box(&x).trace(gradients), &net.0).relu();
        cross_entropy_with_logits_loss(dense(h, &net.1), y.clone())
    };
    train((layer(&arrays[2..]), layer(&arrays[4..])), loss, |net| [numbers(&net.0), numbers(&net.1)].concat())
}

type TwoHidden<const I: usize, const H: usize, const O: usize> = (Layer<I, H>, Layer<H, H>, Layer<H, O>);

fn two_hidden<const I: usize, const H: usize, const O: usize>(arrays: &Arrays) -> TwoHidden<I, H, O> {
    (layer(&arrays[2..]), layer(&arrays[4..]), layer(&arrays[6..]))
}

fn output<const B: usize, const I: usize, const H: usize, const O: usize, T: Tape<f32, Cpu>>(
    x: Matrix<B, I, T>,
    net: &TwoHidden<I, H, O>,
) -> Matrix<B, O, T> {
    let h = dense(x, &net.0).relu();
    dense(dense(h, &net.1).relu(), &net.2)
}

pub fn relu_squared<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, y) = (tensor::<Rank2<B, I>>(&arrays[0]), tensor::<Rank2<B, O>>(&arrays[1]));
    let loss = move |net: &TwoHidden<I, H, O>, gradients| {
        mse_loss(output(black_box(&x).trace(gradients), net), y.clone())
    };
    train(two_hidden(arrays), loss, |net| [numbers(&net.0), numbers(&net.1), numbers(&net.2)].concat())
}

pub fn inference<const B: usize, const I: usize, const H: usize, const O: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let (x, net) = (tensor::<Rank2<B, I>>(&arrays[0]), two_hidden::<I, H, O>(arrays));
    let step = move |out: &mut Option<Matrix<B, O>>| *out = Some(output(black_box(&x).clone(), &net));
    steps(None, step, |out| out.as_ref().map(|out| out.as_vec()).unwrap_or_default())
}
