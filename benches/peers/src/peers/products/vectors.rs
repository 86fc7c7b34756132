//! What has no product.

use std::hint::black_box;

use crate::inputs::Arrays;
use crate::peers::{Run, steps};

pub fn tanh_sum(arrays: Arrays) -> Option<Box<dyn Run>> {
    let step = move |sum: &mut f32| {
        let (a, b) = black_box((arrays[1][0], arrays[2][0]));
        *sum = black_box(&arrays[0]).iter().map(|x| (x * a + b).tanh()).sum();
    };
    steps(0.0, step, |sum| vec![*sum])
}

pub fn softmax(cols: usize, arrays: Arrays) -> Option<Box<dyn Run>> {
    let len = arrays[0].len();
    let step = move |out: &mut Vec<f32>| {
        for (x, out) in black_box(&arrays[0]).chunks_exact(cols).zip(out.chunks_exact_mut(cols)) {
            softmax_row(x, out);
        }
    };
    steps(vec![0.0; len], step, |out| out.clone())
}

/// Gives the maximum and Σ exp(x − maximum) too.
pub fn softmax_row(x: &[f32], out: &mut [f32]) -> (f32, f32) {
    let max = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    out.iter_mut().zip(x).for_each(|(out, x)| *out = (x - max).exp());
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|out| *out /= sum);
    (max, sum)
}

/// The mean of (x − y)²; x becomes its cotangent.
pub fn squared_error(x: &mut [f32], y: &[f32]) -> f32 {
    let scale = 1.0 / x.len() as f32;
    let mut loss = 0.0;
    for (x, y) in x.iter_mut().zip(y) {
        let difference = *x - y;
        loss += difference * difference;
        *x = 2.0 * scale * difference;
    }
    loss * scale
}

/// The mean cross-entropy; `ct` becomes the cotangent of the logits.
pub fn cross_entropy(logits: &[f32], labels: &[f32], ct: &mut [f32]) -> f32 {
    let (scale, classes) = (1.0 / labels.len() as f32, logits.len() / labels.len());
    let mut loss = 0.0;
    for ((x, ct), label) in logits.chunks_exact(classes).zip(ct.chunks_exact_mut(classes)).zip(labels) {
        let label = *label as usize;
        let (max, sum) = softmax_row(x, ct);
        loss += max + sum.ln() - x[label];
        ct[label] -= 1.0;
        ct.iter_mut().for_each(|ct| *ct *= scale);
    }
    loss * scale
}
