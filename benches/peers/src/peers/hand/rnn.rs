//! A recurrent network. All steps' inputs go through one product, and so do all steps' cotangents to the weights.

use super::Avx2;
use super::layer::nested;
use super::loss::squared_error;
use super::math::tanh;
use super::product::{Descend, Onto, Rows, Set, Through, dot, product, transpose};
use crate::inputs::Arrays;
use crate::peers::{Run, steps};
use crate::work::RATE;

struct Network<const B: usize, const I: usize, const H: usize> {
    wx: Box<[[f32; H]; I]>,
    wh: Box<[[f32; H]; H]>,
    wh_t: Box<[[f32; H]; H]>,
    b: [f32; H],
    /// All states, the first of them zero.
    h: Vec<[[f32; H]; B]>,
    /// The cotangents of the sums under tanh, of each step.
    ct: Vec<[[f32; H]; B]>,
    loss: f32,
}

pub fn rnn<const T: usize, const B: usize, const I: usize, const H: usize>(
    arrays: &Arrays,
) -> Option<Box<dyn Run>> {
    let x: Vec<[f32; I]> = arrays[0].as_chunks().0.to_vec();
    let y = nested(&arrays[1]);
    let network = Network {
        wx: nested(&arrays[2]),
        wh: nested(&arrays[3]),
        wh_t: nested(&arrays[3]),
        b: arrays[4].as_slice().try_into().ok()?,
        h: vec![[[0.0; H]; B]; T + 1],
        ct: vec![[[0.0; H]; B]; T],
        loss: 0.0,
    };
    let avx2 = Avx2::detect()?;
    let step = move |n: &mut Network<B, I, H>| {
        avx2.run(
            #[inline(always)]
            || {
                let x = std::hint::black_box(x.as_slice());
                forward::<T, B, I, H>(n, x);
                backward::<T, B, I, H>(n, x, &y);
            },
        )
    };
    steps(network, step, |n| {
        let weights = n.wx.as_flattened().iter().chain(n.wh.as_flattened());
        std::iter::once(&n.loss).chain(weights).chain(&n.b).copied().collect()
    })
}

#[inline(always)]
fn forward<const T: usize, const B: usize, const I: usize, const H: usize>(
    n: &mut Network<B, I, H>,
    x: &[[f32; I]],
) {
    let states = Rows(n.h[1..].as_flattened_mut());
    product(T * B, |i, l| x[i][l], &n.wx[..], Through(states, &n.b, |x| x));
    for t in 0..T {
        let (before, now) = n.h.split_at_mut(t + 1);
        let before = &before[t];
        product(B, |i, l| before[i][l], &n.wh[..], Onto(Rows(&mut now[0]), tanh));
    }
}

#[inline(always)]
fn backward<const T: usize, const B: usize, const I: usize, const H: usize>(
    n: &mut Network<B, I, H>,
    x: &[[f32; I]],
    y: &[[f32; H]; B],
) {
    if B >= 4 {
        transpose(&n.wh, &mut n.wh_t);
    }
    n.ct[T - 1] = n.h[T];
    n.loss = squared_error(&mut n.ct[T - 1], y);
    for t in (0..T).rev() {
        let (below, ct) = n.ct.split_at_mut(t);
        let (ct, h) = (&mut ct[0], &n.h[t + 1]);
        for i in 0..B {
            for j in 0..H {
                ct[i][j] *= 1.0 - h[i][j] * h[i][j];
            }
        }
        let Some(below) = below.last_mut() else { break };
        if B >= 4 {
            product(B, |i, l| ct[i][l], &n.wh_t[..], Set(Rows(below)));
        } else {
            for i in 0..B {
                for j in 0..H {
                    below[i][j] = dot(&n.wh[j], &ct[i]);
                }
            }
        }
    }
    let (h, ct) = (n.h.as_flattened(), n.ct.as_flattened());
    product(I, |i, l| x[l][i], ct, Descend(Rows(&mut n.wx[..])));
    product(H, |i, l| h[l][i], ct, Descend(Rows(&mut n.wh[..])));
    for ct in ct {
        for j in 0..H {
            n.b[j] -= RATE * ct[j];
        }
    }
}
