//! A recurrent network.

use std::hint::black_box;

use dfdx::losses::mse_loss;
use dfdx::prelude::*;

use super::{Matrix, Row, Run, Tape, tensor, train};
use crate::inputs::Arrays;

type Network<const I: usize, const H: usize> = (Matrix<I, H>, Matrix<H, H>, Row<H>);

pub fn rnn<const B: usize, const I: usize, const H: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let x: Vec<_> = arrays[0].chunks_exact(B * I).map(tensor::<Rank2<B, I>>).collect();
    let y: Matrix<B, H> = tensor(&arrays[1]);
    let start: Matrix<B, H> = Cpu::default().zeros();
    let network: Network<I, H> = (tensor(&arrays[2]), tensor(&arrays[3]), tensor(&arrays[4]));
    let loss = move |(wx, wh, b): &Network<I, H>, gradients| {
        let mut h = start.trace(gradients);
        for x in black_box(&x) {
            let input = x.retaped::<Tape>().matmul(wx.clone()) + b.retaped::<Tape>().broadcast();
            h = (h.matmul(wh.clone()) + input).tanh();
        }
        mse_loss(h, y.clone())
    };
    train(network, loss, |(wx, wh, b)| [wx.as_vec(), wh.as_vec(), b.as_vec()].concat())
}
