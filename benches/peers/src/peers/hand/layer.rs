//! A dense layer, forward, backward and stepped.

use super::product::{Descend, Rows, Set, Through, dot, product, transpose};
use crate::work::RATE;

pub struct Layer<const I: usize, const O: usize> {
    pub w: Box<[[f32; O]; I]>,
    pub b: [f32; O],
    /// wᵀ, for batches where transposing pays.
    w_t: Box<[[f32; I]; O]>,
}

/// An array of arrays from its numbers.
pub fn nested<const R: usize, const C: usize>(numbers: &[f32]) -> Box<[[f32; C]; R]> {
    numbers.as_chunks().0.to_vec().try_into().expect("as many")
}

impl<const I: usize, const O: usize> Layer<I, O> {
    /// From the arrays of its weights and its bias.
    pub fn new(arrays: &[Vec<f32>]) -> Self {
        Layer {
            w: nested(&arrays[0]),
            b: arrays[1].as_slice().try_into().expect("as many"),
            w_t: nested(&vec![0.0; I * O]),
        }
    }

    pub fn numbers(&self) -> impl Iterator<Item = f32> {
        self.w.as_flattened().iter().chain(&self.b).copied()
    }

    #[inline(always)]
    pub fn forward<const B: usize>(
        &self,
        x: &[[f32; I]; B],
        out: &mut [[f32; O]; B],
        activation: impl Fn(f32) -> f32,
    ) {
        product(B, |i, l| x[i][l], &self.w[..], Through(Rows(out), &self.b, activation));
    }

    /// The cotangent of the inputs.
    #[inline(always)]
    pub fn backward<const B: usize>(&mut self, ct: &[[f32; O]; B], of_x: &mut [[f32; I]; B]) {
        if B < 4 {
            for (ct, of_x) in ct.iter().zip(of_x) {
                for (w, of_x) in self.w.iter().zip(of_x) {
                    *of_x = dot(w, ct);
                }
            }
        } else {
            transpose(&self.w, &mut self.w_t);
            product(B, |i, l| ct[i][l], &self.w_t[..], Set(Rows(of_x)));
        }
    }

    #[inline(always)]
    pub fn step<const B: usize>(&mut self, x: &[[f32; I]; B], ct: &[[f32; O]; B]) {
        product(I, |i, l| x[l][i], ct, Descend(Rows(&mut self.w[..])));
        for ct in ct {
            for j in 0..O {
                self.b[j] -= RATE * ct[j];
            }
        }
    }
}
