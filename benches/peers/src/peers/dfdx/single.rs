//! Single operations.

use std::hint::black_box;

use dfdx::prelude::*;

use super::{Matrix, Run, steps, tensor};
use crate::inputs::Arrays;
use crate::work::Form;

pub fn product(m: usize, k: usize, n: usize, form: Form, arrays: &Arrays) -> Option<Box<dyn Run>> {
    let matrix =
        |numbers: &Vec<f32>, shape: (usize, usize)| Cpu::default().tensor_from_vec(numbers.clone(), shape);
    let a = match form {
        Form::AtB => matrix(&arrays[0], (k, m)).permute::<_, Axes2<1, 0>>(),
        _ => matrix(&arrays[0], (m, k)),
    };
    let b = match form {
        Form::ABt => matrix(&arrays[1], (n, k)).permute::<_, Axes2<1, 0>>(),
        _ => matrix(&arrays[1], (k, n)),
    };
    let step = move |c: &mut Option<Tensor<(usize, usize), f32, Cpu>>| {
        *c = Some(black_box(&a).clone().matmul(black_box(&b).clone()));
    };
    steps(None, step, |c| c.as_ref().map(|c| c.as_vec()).unwrap_or_default())
}

pub fn tanh_sum(n: usize, arrays: &Arrays) -> Option<Box<dyn Run>> {
    let (x, a, b) = (Cpu::default().tensor_from_vec(arrays[0].clone(), (n,)), arrays[1][0], arrays[2][0]);
    let step = move |sum: &mut f32| {
        let y: Tensor<Rank0, f32, Cpu> = (black_box(&x).clone() * a + b).tanh().sum();
        *sum = y.array();
    };
    steps(0.0, step, |sum| vec![*sum])
}

pub fn softmax<const M: usize, const N: usize>(arrays: &Arrays) -> Option<Box<dyn Run>> {
    let x: Matrix<M, N> = tensor(&arrays[0]);
    let step = move |out: &mut Option<Matrix<M, N>>| *out = Some(black_box(&x).clone().softmax::<Axis<1>>());
    steps(None, step, |out| out.as_ref().map(|out| out.as_vec()).unwrap_or_default())
}
