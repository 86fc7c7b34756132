//! gemm, which multiplies matrices and nothing else.

use gemm::{Parallelism, gemm};

use super::Run;
use super::products::{self, Matrix, Products};
use crate::inputs::Arrays;
use crate::work::Work;

pub fn prepare(work: &Work, arrays: &Arrays) -> Option<Box<dyn Run>> {
    products::prepare::<Gemm>(work, arrays)
}

struct Gemm;

impl Products for Gemm {
    fn product(c: &mut [f32], beta: f32, alpha: f32, a: Matrix<'_>, b: Matrix<'_>) {
        let (m, k, n) = (a.rows, a.cols, b.cols);
        assert!(c.len() == m * n && b.rows == k);
        assert!(a.numbers.len() >= m * k && b.numbers.len() >= k * n);
        // SAFETY: the matrices lie within their slices, and c is borrowed alone. Here gemm scales c by `alpha` and the
        // product by `beta`.
        unsafe {
            gemm(
                m,
                n,
                k,
                c.as_mut_ptr(),
                1,
                n as isize,
                beta != 0.0,
                a.numbers.as_ptr(),
                a.col_stride as isize,
                a.row_stride as isize,
                b.numbers.as_ptr(),
                b.col_stride as isize,
                b.row_stride as isize,
                beta,
                alpha,
                false,
                false,
                false,
                Parallelism::None,
            );
        }
    }
}
