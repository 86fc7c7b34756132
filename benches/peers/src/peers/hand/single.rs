//! Single operations.

use std::hint::black_box;

use super::Avx2;
use super::layer::nested;
use super::loss;
use super::math::tanh;
use super::product::{Rows, Set, product, transpose};
use crate::inputs::Arrays;
use crate::peers::{Run, steps};

pub fn ab<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b) = (nested::<M, K>(&arrays[0]), nested::<K, N>(&arrays[1]));
    let avx2 = Avx2::detect()?;
    let step = move |c: &mut Box<[[f32; N]; M]>| {
        avx2.run(
            #[inline(always)]
            || product(M, |i, l| a[i][l], &black_box(&b)[..], Set(Rows(&mut c[..]))),
        )
    };
    steps(nested(&vec![0.0; M * N]), step, |c| c.as_flattened().to_vec())
}

pub fn atb<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b) = (nested::<K, M>(&arrays[0]), nested::<K, N>(&arrays[1]));
    let avx2 = Avx2::detect()?;
    let step = move |c: &mut Box<[[f32; N]; M]>| {
        avx2.run(
            #[inline(always)]
            || product(M, |i, l| a[l][i], &black_box(&b)[..], Set(Rows(&mut c[..]))),
        )
    };
    steps(nested(&vec![0.0; M * N]), step, |c| c.as_flattened().to_vec())
}

pub fn abt<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (a, b) = (nested::<M, K>(&arrays[0]), nested::<N, K>(&arrays[1]));
    let mut b_t = nested::<K, N>(&arrays[1]);
    let avx2 = Avx2::detect()?;
    let step = move |c: &mut Box<[[f32; N]; M]>| {
        avx2.run(
            #[inline(always)]
            || {
                transpose(black_box(&b), &mut b_t);
                product(M, |i, l| a[i][l], &b_t[..], Set(Rows(&mut c[..])));
            },
        )
    };
    steps(nested(&vec![0.0; M * N]), step, |c| c.as_flattened().to_vec())
}

pub fn tanh_sum(arrays: &Arrays) -> Option<Box<dyn Run>> {
    const W: usize = 32;
    let (x, a, b) = (arrays[0].clone(), arrays[1][0], arrays[2][0]);
    let avx2 = Avx2::detect()?;
    let step = move |sum: &mut f32| {
        avx2.run(
            #[inline(always)]
            || {
                let (chunks, rest) = black_box(&x).as_chunks::<W>();
                let mut sums = [0.0f32; W];
                for chunk in chunks {
                    for w in 0..W {
                        sums[w] += tanh(chunk[w].mul_add(a, b));
                    }
                }
                let rest: f32 = rest.iter().map(|x| tanh(x.mul_add(a, b))).sum();
                *sum = sums.iter().sum::<f32>() + rest;
            },
        )
    };
    steps(0.0, step, |sum| vec![*sum])
}

pub fn softmax(cols: usize, arrays: &Arrays) -> Option<Box<dyn Run>> {
    let x = arrays[0].clone();
    let avx2 = Avx2::detect()?;
    let step = move |out: &mut Vec<f32>| {
        avx2.run(
            #[inline(always)]
            || {
                for (x, out) in black_box(&x).chunks_exact(cols).zip(out.chunks_exact_mut(cols)) {
                    out.copy_from_slice(x);
                    loss::softmax(out);
                }
            },
        )
    };
    steps(arrays[0].clone(), step, |out| out.clone())
}
