//! Steps of training written by hand on a library that multiplies matrices and does nothing else for us: its products, and
//! plain loops for the rest. ndarray, gemm and faer share it.

mod mlp;
mod rnn;
mod vectors;

use super::Run;
use crate::inputs::Arrays;
use crate::work::{Form, Work};

/// What the library gives: c ← alpha·a·b + beta·c on row-major matrices.
pub trait Products: 'static {
    fn product(c: &mut [f32], beta: f32, alpha: f32, a: Matrix<'_>, b: Matrix<'_>);
}

/// rows×cols numbers, and how far it is from one to the next below and beside it.
#[derive(Clone, Copy)]
pub struct Matrix<'a> {
    pub numbers: &'a [f32],
    pub rows: usize,
    pub cols: usize,
    pub row_stride: usize,
    pub col_stride: usize,
}

impl<'a> Matrix<'a> {
    pub fn new(numbers: &'a [f32], cols: usize) -> Self {
        Matrix { numbers, rows: numbers.len() / cols, cols, row_stride: cols, col_stride: 1 }
    }

    /// The transpose of rows×cols numbers.
    pub fn t(self) -> Self {
        Matrix {
            rows: self.cols,
            cols: self.rows,
            row_stride: self.col_stride,
            col_stride: self.row_stride,
            ..self
        }
    }
}

pub fn prepare<P: Products>(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    let arrays = arrays.clone();
    match *work {
        Work::Mlp { sizes, batch, activation, task } => {
            mlp::prepare::<P>(sizes, batch, activation, task, arrays)
        }
        Work::Rnn { inputs, hidden, steps, batch } => rnn::prepare::<P>(inputs, hidden, steps, batch, arrays),
        Work::Product { m, k, n, form } => product::<P>(m, k, n, form, arrays),
        Work::TanhSum { .. } => vectors::tanh_sum(arrays),
        Work::Softmax { cols, .. } => vectors::softmax(cols, arrays),
    }
}

fn product<P: Products>(m: usize, k: usize, n: usize, form: Form, arrays: Arrays) -> Option<Box<dyn Run>> {
    let step = move |c: &mut Vec<f32>| {
        let (a, b) = (std::hint::black_box(&arrays[0]), std::hint::black_box(&arrays[1]));
        let a = if form == Form::AtB { Matrix::new(a, m).t() } else { Matrix::new(a, k) };
        let b = if form == Form::ABt { Matrix::new(b, k).t() } else { Matrix::new(b, n) };
        P::product(c, 0.0, 1.0, a, b);
    };
    super::steps(vec![0.0; m * n], step, |c| c.clone())
}
