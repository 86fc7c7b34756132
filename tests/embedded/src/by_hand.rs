//! Layers as one writes them without a library, for comparison.

use tapeless::Real;

/// x·w + b
#[inline(always)]
pub fn linear<const I: usize, const O: usize>(x: &[f32; I], w: &[[f32; O]; I], b: &[f32; O]) -> [f32; O] {
    let mut y = *b;
    for (x, row) in x.iter().zip(w) {
        for (y, w) in y.iter_mut().zip(row) {
            *y += x * w;
        }
    }
    y
}

/// The step of a layer down its gradient, given the cotangent of its result.
#[inline(always)]
pub fn descend<const I: usize, const O: usize>(
    w: &mut [[f32; O]; I],
    b: &mut [f32; O],
    x: &[f32; I],
    ct: &[f32; O],
    rate: f32,
) {
    for (x, row) in x.iter().zip(w) {
        for (w, ct) in row.iter_mut().zip(ct) {
            *w -= rate * (x * ct);
        }
    }
    for (b, ct) in b.iter_mut().zip(ct) {
        *b -= rate * ct;
    }
}

/// The derivative of the cross-entropy of softmax(logits): softmax(logits) − onehot(label).
#[inline(always)]
pub fn cross_entropy<const C: usize>(logits: &[f32; C], label: u8) -> [f32; C] {
    let max = logits.iter().fold(f32::NEG_INFINITY, |max, &x| if x > max { x } else { max });
    let mut ct = logits.map(|x| (x - max).exp());
    let scale = 1.0 / ct.iter().sum::<f32>();
    ct.iter_mut().for_each(|p| *p *= scale);
    ct[label as usize] -= 1.0;
    ct
}
