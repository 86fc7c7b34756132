//! Single operations.

use std::hint::black_box;

use nalgebra::SMatrix;

use super::layer::{Batch, batch, room};
use crate::inputs::Arrays;
use crate::peers::{Run, steps};

/// Row by row, Cᵀ = Bᵀ·Aᵀ is the same memory.
pub fn ab<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b): (Batch<K, M>, Batch<N, K>) = (batch(&arrays[0]), batch(&arrays[1]));
    let step = move |c: &mut Batch<N, M>| c.gemm(1.0, black_box(&*b), black_box(&*a), 0.0);
    steps(room(), step, |c| c.as_slice().to_vec())
}

pub fn atb<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b): (Batch<M, K>, Batch<N, K>) = (batch(&arrays[0]), batch(&arrays[1]));
    let step = move |c: &mut Batch<N, M>| c.gemm(1.0, black_box(&*b), &black_box(&*a).transpose(), 0.0);
    steps(room(), step, |c| c.as_slice().to_vec())
}

pub fn abt<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b): (Batch<K, M>, Batch<K, N>) = (batch(&arrays[0]), batch(&arrays[1]));
    let step = move |c: &mut Batch<N, M>| c.gemm(1.0, &black_box(&*b).transpose(), black_box(&*a), 0.0);
    steps(room(), step, |c| c.as_slice().to_vec())
}

pub fn tanh_sum<const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (x, a, b): (Batch<N, 1>, _, _) = (batch(&arrays[0]), arrays[1][0], arrays[2][0]);
    let step = move |sum: &mut f32| {
        let (a, b) = black_box((a, b));
        *sum = black_box(&x).fold(0.0, |sum, x| sum + (x * a + b).tanh());
    };
    steps(0.0, step, |sum| vec![*sum])
}

pub fn softmax<const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let x: Vec<SMatrix<f32, N, 1>> = arrays[0].chunks_exact(N).map(SMatrix::from_column_slice).collect();
    let step = |(x, out): &mut (Vec<SMatrix<f32, N, 1>>, Vec<SMatrix<f32, N, 1>>)| {
        for (x, out) in black_box(x).iter().zip(out) {
            out.copy_from(x);
            let max = out.max();
            out.apply(|x| *x = (*x - max).exp());
            *out *= 1.0 / out.sum();
        }
    };
    steps((x.clone(), x), step, |(_, out)| out.iter().flat_map(|column| column.iter()).copied().collect())
}
