//! Single operations.

use std::hint::black_box;

use tapeless::op::{Gone, Kept, Op2, Sink};
use tapeless::prelude::*;

use super::{Run, steps, tensor};
use crate::inputs::Arrays;

#[differentiable]
fn product<const M: usize, const K: usize, const N: usize>(
    a: &Matrix<f32, M, K>,
    b: &Matrix<f32, K, N>,
) -> Matrix<f32, M, N> {
    a.matmul(b)
}

pub fn ab<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let state = (tensor(&arrays[0])?, tensor(&arrays[1])?, Workspace::<product<M, K, N>>::boxed());
    let step = |(a, b, ws): &mut (Box<_>, Box<_>, Box<_>)| {
        black_box(product::value(black_box(a), black_box(b), ws));
    };
    steps(state, step, |(a, b, ws)| product::value(a, b, ws).as_slice().to_vec())
}

type Matmul = tapeless::ops::matmul;

/// The backward pass of the product `x·w`: the cotangent of w is xᵀ·ct.
pub fn atb<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (x, ct) = (tensor(&arrays[0])?, tensor(&arrays[1])?);
    let w: Box<Matrix<f32, M, N>> = Matrix::boxed_zeros();
    let step = move |c: &mut Box<Matrix<f32, M, N>>| {
        let (x, w, ct): (&Matrix<f32, K, M>, &Matrix<f32, M, N>, &Matrix<f32, K, N>) =
            (black_box(&x), &w, black_box(&ct));
        let unread = Gone::of(ct);
        Matmul::backward(Kept::of(x), Kept::of(w), unread, &(), &mut (), ct, Sink::skip(), Sink::set(c));
    };
    steps(Matrix::boxed_zeros(), step, |c| c.as_slice().to_vec())
}

/// The backward pass of the product `x·w`: the cotangent of x is ct·wᵀ.
pub fn abt<const M: usize, const K: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (ct, w) = (tensor(&arrays[0])?, tensor(&arrays[1])?);
    let x: Box<Matrix<f32, M, N>> = Matrix::boxed_zeros();
    let step = move |c: &mut Box<Matrix<f32, M, N>>| {
        let (x, w, ct): (&Matrix<f32, M, N>, &Matrix<f32, N, K>, &Matrix<f32, M, K>) =
            (&x, black_box(&w), black_box(&ct));
        let unread = Gone::of(ct);
        Matmul::backward(Kept::of(x), Kept::of(w), unread, &(), &mut (), ct, Sink::set(c), Sink::skip());
    };
    steps(Matrix::boxed_zeros(), step, |c| c.as_slice().to_vec())
}

#[differentiable]
fn sum_of_tanh<const N: usize>(x: &Vector<f32, N>, a: f32, b: f32) -> f32 {
    (x * a + b).tanh().sum()
}

pub fn tanh_sum<const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (x, a, b) = (tensor(&arrays[0])?, arrays[1][0], arrays[2][0]);
    let state = (Workspace::<sum_of_tanh<N>>::boxed(), 0.0);
    let step = move |(ws, sum): &mut (Box<Workspace<sum_of_tanh<N>>>, f32)| {
        *sum = *sum_of_tanh::value(black_box(&x), black_box(a), black_box(b), ws);
    };
    steps(state, step, |(_, sum)| vec![*sum])
}

#[differentiable]
fn rows_softmax<const M: usize, const N: usize>(x: &Matrix<f32, M, N>) -> Matrix<f32, M, N> {
    x.softmax()
}

pub fn softmax<const M: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let state = (tensor(&arrays[0])?, Workspace::<rows_softmax<M, N>>::boxed());
    let step = |(x, ws): &mut (Box<_>, Box<_>)| {
        black_box(rows_softmax::value(black_box(x), ws));
    };
    steps(state, step, |(x, ws)| rows_softmax::value(x, ws).as_slice().to_vec())
}
