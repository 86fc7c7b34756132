//! Operations beside the same by hand: `cargo bench -p tapeless-benches --bench ops`.
//!
//! The library is held to AVX2, as the peak it is compared with and the loops by hand are; the column AVX-512 is without.

#[allow(dead_code)] // the models use more of it
mod by_hand;
mod support;

use std::hint::black_box;

use criterion::Criterion;
use support::race;
use tapeless::kernels::isa::{Level, limit, vectorized};
use tapeless::kernels::product::{Ab, Abt, Atb, Scale, multiply};
use tapeless::op::Op1;
use tapeless::ops;
use tapeless::prelude::*;

fn numbers<S: tapeless::Shape>() -> Box<Tensor<f32, S>> {
    let mut x = Tensor::<f32, S>::boxed_zero();
    let of = |i: usize| (i * 7919 % 1013) as f32 / 1013.0 - 0.5;
    Tensor::as_mut_slice(&mut x).iter_mut().enumerate().for_each(|(i, x)| *x = of(i));
    x
}

type D<const N: usize> = (Dim<N>,);

fn product<const M: usize, const K: usize, const N: usize>(c: &mut Criterion) {
    let (a, b, mut y) =
        (numbers::<(Dim<M>, Dim<K>)>(), numbers::<(Dim<K>, Dim<N>)>(), numbers::<(Dim<M>, Dim<N>)>());
    let (mut y_t, mut y_bt, mut y_wide) = (y.clone(), y.clone(), y.clone());
    let (at, bt) = (numbers::<(Dim<K>, Dim<M>)>(), numbers::<(Dim<N>, Dim<K>)>());
    let rows = |x: &[f32]| x.to_vec().into_boxed_slice();
    let (ha, hb, mut hy) = (rows(a.as_slice()), rows(b.as_slice()), rows(y.as_slice()));
    let mut hand = || {
        let (a, b): (&[[f32; K]], &[[f32; N]]) = (black_box(&ha).as_chunks().0, black_box(&hb).as_chunks().0);
        let (a, b): (&[_; M], &[_; K]) = (a.try_into().unwrap(), b.try_into().unwrap());
        let y: &mut [_; M] = hy.as_chunks_mut().0.try_into().unwrap();
        vectorized(
            #[inline(always)]
            || by_hand::ab(a, b, y),
        )
    };
    let mut ours = || {
        multiply::<Ab<D<M>, D<K>, D<N>>, f32>(
            black_box(a.as_slice()),
            b.as_slice(),
            Tensor::as_mut_slice(&mut y),
            Scale::Set,
        )
    };
    let mut ours_t = || {
        multiply::<Atb<D<M>, D<K>, D<N>>, f32>(
            black_box(at.as_slice()),
            b.as_slice(),
            Tensor::as_mut_slice(&mut y_t),
            Scale::Set,
        )
    };
    let mut ours_bt = || {
        multiply::<Abt<D<M>, D<K>, D<N>>, f32>(
            black_box(a.as_slice()),
            bt.as_slice(),
            Tensor::as_mut_slice(&mut y_bt),
            Scale::Set,
        )
    };
    let mut wide = || {
        limit(Level::Avx512);
        multiply::<Ab<D<M>, D<K>, D<N>>, f32>(
            black_box(a.as_slice()),
            b.as_slice(),
            Tensor::as_mut_slice(&mut y_wide),
            Scale::Set,
        );
        limit(Level::Avx2);
    };
    let mut ways: Vec<support::Way> =
        vec![("ours", &mut ours), ("aᵀ·b", &mut ours_t), ("a·bᵀ", &mut ours_bt), ("by hand", &mut hand)];
    if M * K * N > 32 * 32 * 32 {
        ways.push(("AVX-512", &mut wide));
    }
    race(c, &format!("{M}×{K}×{N}"), Some(M * K * N), &mut ways);
}

fn elementwise(c: &mut Criterion) {
    const N: usize = 100_000;
    let x = numbers::<D<N>>();
    let mut y = numbers::<D<N>>();
    let mut ours = || {
        // One number decides nothing about the next: as a derived function, without temporary tensors.
        sum_of_tanh::value(black_box(&x), &0.7, &0.1, &mut WORKSPACE.lock().unwrap());
    };
    let hx = x.as_slice().to_vec();
    let mut hand = || {
        let x = black_box(hx.as_slice());
        black_box(vectorized(
            #[inline(always)]
            || {
                let mut sums = [0f32; 8];
                for x in x.as_chunks::<8>().0 {
                    for (sum, &x) in sums.iter_mut().zip(x) {
                        *sum += by_hand::tanh(x.mul_add(0.7, 0.1));
                    }
                }
                sums.iter().sum::<f32>()
            },
        ));
    };
    race(c, "y = tanh(x·a + b) summed, 10⁵", None, &mut [("ours", &mut ours), ("by hand", &mut hand)]);
    macro_rules! functions {
        ($($name:ident $(beside $std:expr)? $(, by hand $hand:expr)?;)*) => {$({
            let mut ours = || <ops::$name as Op1<Vector<f32, N>>>::forward(black_box(&x), &mut y, &mut (), &mut ());
            let mut ways: Vec<support::Way> = vec![("ours", &mut ours)];
            $(
                let mut hy = vec![0f32; N];
                let mut std = || hy.iter_mut().zip(black_box(hx.as_slice())).for_each(|(y, &x)| *y = $std(x));
                ways.push(("std", &mut std));
            )?
            $(
                let mut by_hand = vec![0f32; N];
                let mut hand = || {
                    let (x, y) = (black_box(hx.as_slice()), by_hand.as_mut_slice());
                    vectorized(
                        #[inline(always)]
                        || y.iter_mut().zip(x).for_each(|(y, &x)| *y = $hand(x)),
                    )
                };
                ways.push(("by hand", &mut hand));
            )?
            race(c, concat!(stringify!($name), ", 10⁵"), None, &mut ways);
        })*};
    }
    functions! {
        exp beside f32::exp, by hand by_hand::exp;
        tanh beside f32::tanh, by hand by_hand::tanh;
        sigmoid beside |x: f32| 1.0 / (1.0 + (-x).exp()), by hand |x: f32| 1.0 / (1.0 + by_hand::exp(-x));
        ln beside f32::ln;
        sin beside f32::sin;
        cos beside f32::cos;
        gelu;
    }
}

static WORKSPACE: std::sync::Mutex<Workspace<sum_of_tanh>> = std::sync::Mutex::new(Workspace::ZERO);

#[differentiable]
fn sum_of_tanh(x: &Vector<f32, 100_000>, a: &f32, b: &f32) -> f32 {
    (x * a + b).tanh().sum()
}

fn softmax(c: &mut Criterion) {
    let x = numbers::<shape![256, 1000]>();
    let mut y = numbers::<shape![256, 1000]>();
    let mut hy = vec![0f32; 256_000];
    let hx = x.as_slice().to_vec();
    let mut ours = || {
        <ops::softmax as Op1<Matrix<f32, 256, 1000>>>::forward(black_box(&x), &mut y, &mut (), &mut ());
    };
    let mut hand = || {
        let (x, y) = (black_box(hx.as_slice()), hy.as_mut_slice());
        vectorized(
            #[inline(always)]
            || {
                for (x, y) in x.chunks_exact(1000).zip(y.chunks_exact_mut(1000)) {
                    let mut max = [f32::MIN; 8];
                    for x in x.as_chunks::<8>().0 {
                        max.iter_mut().zip(x).for_each(|(m, &x)| *m = if x > *m { x } else { *m });
                    }
                    let max = max.into_iter().fold(f32::MIN, |m, x| if x > m { x } else { m });
                    let mut sums = [0f32; 8];
                    for (x, y) in x.as_chunks::<8>().0.iter().zip(y.as_chunks_mut::<8>().0) {
                        for ((x, y), sum) in x.iter().zip(y).zip(&mut sums) {
                            *y = by_hand::exp(*x - max);
                            *sum += *y;
                        }
                    }
                    let scale = 1.0 / sums.iter().sum::<f32>();
                    y.iter_mut().for_each(|y| *y *= scale);
                }
            },
        )
    };
    race(c, "softmax over rows, 256×1000", None, &mut [("ours", &mut ours), ("by hand", &mut hand)]);
}

fn main() {
    limit(Level::Avx2);
    let c = &mut support::criterion();
    product::<8, 8, 8>(c);
    product::<16, 16, 16>(c);
    product::<32, 32, 32>(c);
    product::<64, 64, 64>(c);
    product::<128, 128, 128>(c);
    product::<256, 256, 256>(c);
    product::<512, 512, 512>(c);
    product::<1, 64, 64>(c);
    product::<256, 256, 10>(c);
    product::<256, 784, 256>(c);
    elementwise(c);
    softmax(c);
    c.final_summary();
}
