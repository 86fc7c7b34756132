//! A recurrent network.

use std::hint::black_box;

use nalgebra::SMatrix;

use super::layer::{Batch, Layer, batch, room, squared_error};
use crate::inputs::Arrays;
use crate::peers::{Run, steps};
use crate::work::RATE;

struct Network<const B: usize, const I: usize, const H: usize> {
    /// From the inputs, with the bias.
    input: Layer<I, H>,
    wh: Batch<H, H>,
    of_wx: Batch<H, I>,
    of_wh: Batch<H, H>,
    /// All states, the first of them zero.
    h: Vec<SMatrix<f32, H, B>>,
    loss: f32,
}

pub fn rnn<const B: usize, const I: usize, const H: usize>(
    length: usize,
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let x: Vec<SMatrix<f32, I, B>> = arrays[0].chunks_exact(I * B).map(SMatrix::from_column_slice).collect();
    let y = batch(&arrays[1]);
    let network = Network {
        input: Layer::new(&[arrays[2].clone(), arrays[4].clone()]),
        wh: batch(&arrays[3]),
        of_wx: room(),
        of_wh: room(),
        h: vec![SMatrix::zeros(); length + 1],
        loss: 0.0,
    };
    steps(
        network,
        move |n: &mut Network<B, I, H>| n.step(black_box(&x), &y),
        |n| {
            let weights = n.input.w.iter().chain(n.wh.iter());
            std::iter::once(&n.loss).chain(weights).chain(n.input.b.iter()).copied().collect()
        },
    )
}

impl<const B: usize, const I: usize, const H: usize> Network<B, I, H> {
    fn step(&mut self, x: &[SMatrix<f32, I, B>], y: &Batch<H, B>) {
        for (t, x) in x.iter().enumerate() {
            let (before, now) = self.h.split_at_mut(t + 1);
            self.input.forward(x, &mut now[0]);
            now[0].gemm(1.0, &self.wh, &before[t], 1.0);
            now[0].apply(|h| *h = h.tanh());
        }

        let mut ct = self.h[x.len()];
        self.loss = squared_error(&mut ct, y);
        self.of_wx.fill(0.0);
        self.of_wh.fill(0.0);
        let mut of_b = SMatrix::<f32, H, 1>::zeros();
        for t in (0..x.len()).rev() {
            ct.zip_apply(&self.h[t + 1], |ct, h| *ct *= 1.0 - h * h);
            if B == 1 {
                self.of_wx.ger(1.0, &ct.column(0), &x[t].column(0), 1.0);
                self.of_wh.ger(1.0, &ct.column(0), &self.h[t].column(0), 1.0);
            } else {
                self.of_wx.gemm(1.0, &ct, &x[t].transpose(), 1.0);
                self.of_wh.gemm(1.0, &ct, &self.h[t].transpose(), 1.0);
            }
            of_b += ct.column_sum();
            let mut below = SMatrix::<f32, H, B>::zeros();
            below.gemm_tr(1.0, &self.wh, &ct, 0.0);
            ct = below;
        }
        self.input.w.zip_apply(&*self.of_wx, |w, g| *w -= RATE * g);
        self.wh.zip_apply(&*self.of_wh, |w, g| *w -= RATE * g);
        self.input.b.axpy(-RATE, &of_b, 1.0);
    }
}
