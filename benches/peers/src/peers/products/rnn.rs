//! A recurrent network. All steps' inputs go through one product, and so do all steps' cotangents to the weights.

use super::vectors::squared_error;
use super::{Matrix, Products};
use crate::inputs::Arrays;
use crate::peers::{Run, steps as run_steps};
use crate::work::RATE;

struct Network {
    inputs: usize,
    hidden: usize,
    /// Numbers in one state: batch × hidden.
    width: usize,
    x: Vec<f32>,
    y: Vec<f32>,
    wx: Vec<f32>,
    wh: Vec<f32>,
    b: Vec<f32>,
    /// All states, the first of them zero.
    h: Vec<f32>,
    /// The cotangents of the sums under tanh, of each step.
    ct: Vec<f32>,
    loss: f32,
}

pub fn prepare<P: Products>(
    inputs: usize,
    hidden: usize,
    steps: usize,
    batch: usize,
    arrays: Arrays,
) -> Option<Box<dyn Run>> {
    let [x, y, wx, wh, b] = arrays.try_into().ok()?;
    let width = batch * hidden;
    let (h, ct) = (vec![0.0; (steps + 1) * width], vec![0.0; steps * width]);
    let network = Network { inputs, hidden, width, x, y, wx, wh, b, h, ct, loss: 0.0 };
    run_steps(network, Network::step::<P>, |n| {
        std::iter::once(&n.loss).chain(&n.wx).chain(&n.wh).chain(&n.b).copied().collect()
    })
}

impl Network {
    fn step<P: Products>(&mut self) {
        let Network { inputs, hidden, width, .. } = *self;
        let wh = Matrix::new(&self.wh, hidden);
        let x = Matrix::new(std::hint::black_box(&self.x), inputs);
        let states = &mut self.h[width..];
        states.chunks_exact_mut(hidden).for_each(|row| row.copy_from_slice(&self.b));
        P::product(states, 1.0, 1.0, x, Matrix::new(&self.wx, hidden));
        for t in 1..self.h.len() / width {
            let (before, now) = self.h.split_at_mut(t * width);
            let now = &mut now[..width];
            P::product(now, 1.0, 1.0, Matrix::new(&before[(t - 1) * width..], hidden), wh);
            now.iter_mut().for_each(|h| *h = h.tanh());
        }

        let (before, last) = self.h.split_at(self.h.len() - width);
        let at = self.ct.len() - width;
        self.ct[at..].copy_from_slice(last);
        self.loss = squared_error(&mut self.ct[at..], &self.y);
        for t in (0..self.ct.len() / width).rev() {
            let (below, ct) = self.ct.split_at_mut(t * width);
            let ct = &mut ct[..width];
            let h = &self.h[(t + 1) * width..];
            ct.iter_mut().zip(h).for_each(|(ct, h)| *ct *= 1.0 - h * h);
            if t > 0 {
                P::product(&mut below[(t - 1) * width..], 0.0, 1.0, Matrix::new(ct, hidden), wh.t());
            }
        }

        let ct = Matrix::new(&self.ct, hidden);
        P::product(&mut self.wx, 1.0, -RATE, x.t(), ct);
        P::product(&mut self.wh, 1.0, -RATE, Matrix::new(before, hidden).t(), ct);
        for row in self.ct.chunks_exact(hidden) {
            self.b.iter_mut().zip(row).for_each(|(b, ct)| *b -= RATE * ct);
        }
    }
}
