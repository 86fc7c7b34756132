//! faer.

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};

use super::Run;
use super::products::{self, Matrix, Products};
use crate::inputs::Arrays;
use crate::work::Work;

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    products::prepare::<Faer>(work, arrays)
}

struct Faer;

impl Products for Faer {
    fn product(c: &mut [f32], beta: f32, alpha: f32, a: Matrix<'_>, b: Matrix<'_>) {
        let (rows, cols) = (a.rows, b.cols);
        let c = MatMut::from_row_major_slice_mut(c, rows, cols);
        // The products by hand need 0 and 1 only.
        let accumulate = if beta == 0.0 { Accum::Replace } else { Accum::Add };
        matmul(c, accumulate, view(a), view(b), alpha, Par::Seq);
    }
}

fn view(m: Matrix<'_>) -> MatRef<'_, f32> {
    let upright = m.col_stride == 1;
    let numbers = &m.numbers[..m.rows * m.cols];
    match upright {
        true => MatRef::from_row_major_slice(numbers, m.rows, m.cols),
        false => MatRef::from_column_major_slice(numbers, m.rows, m.cols),
    }
}
