//! ndarray, whose products are those of matrixmultiply.

use ndarray::{ArrayView2, ArrayViewMut2, ShapeBuilder, linalg::general_mat_mul};

use super::Run;
use super::products::{self, Matrix, Products};
use crate::inputs::Arrays;
use crate::work::Work;

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    products::prepare::<Ndarray>(work, arrays)
}

struct Ndarray;

impl Products for Ndarray {
    fn product(c: &mut [f32], beta: f32, alpha: f32, a: Matrix<'_>, b: Matrix<'_>) {
        let view = |m: Matrix<'_>| (m.rows, m.cols).strides((m.row_stride, m.col_stride));
        let a = ArrayView2::from_shape(view(a), a.numbers).expect("a matrix");
        let b_view = ArrayView2::from_shape(view(b), b.numbers).expect("a matrix");
        let mut c = ArrayViewMut2::from_shape((a.nrows(), b.cols), c).expect("a matrix");
        general_mat_mul(alpha, &a, &b_view, beta, &mut c);
    }
}
