//! Losses, and their cotangents in the place of the outputs.

use super::math::exp;

#[inline(always)]
pub fn squared_error<const B: usize, const O: usize>(x: &mut [[f32; O]; B], y: &[[f32; O]; B]) -> f32 {
    let scale = 1.0 / (B * O) as f32;
    let mut loss = 0.0;
    for i in 0..B {
        for j in 0..O {
            let difference = x[i][j] - y[i][j];
            loss += difference * difference;
            x[i][j] = 2.0 * scale * difference;
        }
    }
    loss * scale
}

#[inline(always)]
pub fn cross_entropy<const B: usize, const O: usize>(x: &mut [[f32; O]; B], labels: &[usize; B]) -> f32 {
    let mut loss = 0.0;
    for (x, &label) in x.iter_mut().zip(labels) {
        let score = x[label];
        let (max, sum) = softmax(x);
        loss += max + sum.ln() - score;
        x[label] -= 1.0;
        x.iter_mut().for_each(|x| *x /= B as f32);
    }
    loss / B as f32
}

/// Gives the maximum and Σ exp(x − maximum) too.
#[inline(always)]
pub fn softmax(x: &mut [f32]) -> (f32, f32) {
    const W: usize = 16;
    let (chunks, rest) = x.as_chunks_mut::<W>();
    let mut maxima = [f32::NEG_INFINITY; W];
    for chunk in &*chunks {
        for w in 0..W {
            maxima[w] = if chunk[w] > maxima[w] { chunk[w] } else { maxima[w] };
        }
    }
    let max = maxima.iter().chain(&*rest).copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sums = [0.0; W];
    for chunk in &mut *chunks {
        for w in 0..W {
            chunk[w] = exp(chunk[w] - max);
            sums[w] += chunk[w];
        }
    }
    rest.iter_mut().for_each(|x| *x = exp(*x - max));
    let sum = sums.iter().chain(&*rest).sum::<f32>();
    let scale = 1.0 / sum;
    x.iter_mut().for_each(|x| *x *= scale);
    (max, sum)
}
