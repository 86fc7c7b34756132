//! nalgebra: matrices whose sizes are types where they are small, as its authors advise, and matrices of run-time sizes,
//! whose products are those of matrixmultiply, where they are large.

mod layer;
mod networks;
mod rnn;

use std::hint::black_box;

use nalgebra::{DMatrixView, DMatrixViewMut, Dyn};

use super::products::{self, Matrix, Products};
use super::{Run, steps};
use crate::inputs::Arrays;
use crate::work::{Activation, Form, Task, Work};
use layer::{Batch, batch, room};

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    use Activation::{Relu, Tanh};
    use Task::{Inference, SquaredError};
    match *work {
        Work::Mlp { sizes: [2, 8, 1], batch: 4, activation: Tanh, task: SquaredError } => {
            networks::tanh_squared::<4, 2, 8, 1>(arrays)
        }
        Work::Mlp { sizes: [8, 64, 64, 4], batch: 1, activation: Relu, task: SquaredError } => {
            networks::relu_squared::<1, 8, 64, 4>(arrays)
        }
        // With run-time sizes nalgebra 0.35.0 crashes in the product of strided views that has a side of 4.
        Work::Mlp { sizes: [8, 64, 64, 4], batch: 32, activation: Relu, task: SquaredError } => {
            networks::relu_squared::<32, 8, 64, 4>(arrays)
        }
        Work::Mlp { sizes: [8, 64, 64, 4], batch: 1, activation: Relu, task: Inference } => {
            networks::inference::<1, 8, 64, 4>(arrays)
        }
        Work::Rnn { inputs: 16, hidden: 32, steps, batch: 1 } => rnn::rnn::<1, 16, 32>(steps, arrays),
        Work::Product { m: 8, k: 8, n: 8, form: Form::AB } => product::<8, 8, 8>(arrays),
        Work::Product { m: 1, k: 64, n: 64, form: Form::AB } => product::<1, 64, 64>(arrays),
        _ => products::prepare::<Nalgebra>(work, arrays),
    }
}

/// Its matrices lie by columns: Cᵀ = Bᵀ·Aᵀ is our memory.
fn product<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b): (Batch<K, M>, Batch<N, K>) = (batch(&arrays[0]), batch(&arrays[1]));
    let step = move |c: &mut Batch<N, M>| c.gemm(1.0, black_box(&*b), black_box(&*a), 0.0);
    steps(room(), step, |c| c.as_slice().to_vec())
}

struct Nalgebra;

impl Products for Nalgebra {
    fn product(c: &mut [f32], beta: f32, alpha: f32, a: Matrix<'_>, b: Matrix<'_>) {
        let mut c = DMatrixViewMut::from_slice_with_strides_mut(c, a.rows, b.cols, b.cols, 1);
        c.gemm(alpha, &view(a), &view(b), beta);
    }
}

fn view(m: Matrix<'_>) -> DMatrixView<'_, f32, Dyn, Dyn> {
    DMatrixView::from_slice_with_strides(m.numbers, m.rows, m.cols, m.row_stride, m.col_stride)
}
