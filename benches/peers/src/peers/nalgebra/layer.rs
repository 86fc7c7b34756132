//! A dense layer and a loss. The matrices lie by columns: what is a row of a batch elsewhere is a column here, and a layer
//! is w·x instead of x·w, on the same memory.

use nalgebra::{SMatrix, SVector};

use crate::work::RATE;

/// A batch: a column for each example.
pub type Batch<const N: usize, const B: usize> = Box<SMatrix<f32, N, B>>;

pub fn batch<const N: usize, const B: usize>(numbers: &[f32]) -> Batch<N, B> {
    let mut matrix: Batch<N, B> = room();
    matrix.copy_from_slice(numbers);
    matrix
}

/// Zeros, made on the heap.
pub fn room<const N: usize, const B: usize>() -> Batch<N, B> {
    let columns: Box<[[[f32; N]; B]]> = vec![[[0.0; N]; B]].into_boxed_slice();
    let zeros: Box<[[[f32; N]; B]; 1]> = columns.try_into().expect("one");
    // SAFETY: a static matrix is its array storage and that is transparent over such an array.
    unsafe { Box::from_raw(Box::into_raw(zeros).cast()) }
}

pub struct Layer<const I: usize, const O: usize> {
    pub w: Batch<O, I>,
    pub b: SVector<f32, O>,
}

impl<const I: usize, const O: usize> Layer<I, O> {
    pub fn new(arrays: &[Vec<f32>]) -> Self {
        Layer { w: batch(&arrays[0]), b: SVector::from_column_slice(&arrays[1]) }
    }

    pub fn numbers(&self) -> impl Iterator<Item = f32> {
        self.w.iter().chain(self.b.iter()).copied()
    }

    #[inline]
    pub fn forward<const B: usize>(&self, x: &SMatrix<f32, I, B>, out: &mut SMatrix<f32, O, B>) {
        for mut column in out.column_iter_mut() {
            column.copy_from(&self.b);
        }
        out.gemm(1.0, &self.w, x, 1.0);
    }

    #[inline]
    pub fn backward<const B: usize>(&self, ct: &SMatrix<f32, O, B>, of_x: &mut SMatrix<f32, I, B>) {
        of_x.gemm_tr(1.0, &self.w, ct, 0.0);
    }

    #[inline]
    pub fn step<const B: usize>(&mut self, x: &SMatrix<f32, I, B>, ct: &SMatrix<f32, O, B>) {
        if B == 1 {
            self.w.ger(-RATE, &ct.column(0), &x.column(0), 1.0);
        } else {
            self.w.gemm(-RATE, ct, &x.transpose(), 1.0);
        }
        for column in ct.column_iter() {
            self.b.axpy(-RATE, &column, 1.0);
        }
    }
}

/// The mean squared error; x becomes its cotangent.
#[inline]
pub fn squared_error<const N: usize, const B: usize>(
    x: &mut SMatrix<f32, N, B>,
    y: &SMatrix<f32, N, B>,
) -> f32 {
    *x -= y;
    let loss = x.norm_squared() / (N * B) as f32;
    *x *= 2.0 / (N * B) as f32;
    loss
}
