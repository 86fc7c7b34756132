//! Helpers for the cases that operations are checked on.

use super::elementwise::{Pointwise, Pointwise2};
use crate::testing::{Dual64, Flat, random};

/// The derivative at `x`, the same by a backward pass as by a forward pass on duals.
pub(crate) fn slope<O: Pointwise<f64> + Pointwise<Dual64>>(x: f64) -> f64 {
    let backward = O::cotangent(x, O::value(x), 1.0);
    if x.is_finite() {
        let forward = O::value(Dual64 { re: x, eps: 1.0 }).eps;
        assert!(
            forward == backward || (forward - backward).abs() < 1e-14,
            "{forward} forward, {backward} backward"
        );
    }
    backward
}

/// The derivatives at `a`, `b`, the same by a backward pass as by forward passes on duals.
pub(crate) fn slopes<O: Pointwise2<f64> + Pointwise2<Dual64>>(a: f64, b: f64) -> [f64; 2] {
    let y = O::value(a, b);
    let backward = [O::cotangent_a(a, b, y, 1.0), O::cotangent_b(a, b, y, 1.0)];
    let forward = |da, db| O::value(Dual64 { re: a, eps: da }, Dual64 { re: b, eps: db }).eps;
    for (forward, backward) in [forward(1.0, 0.0), forward(0.0, 1.0)].into_iter().zip(backward) {
        assert!(
            forward == backward || forward.is_nan() && backward.is_nan(),
            "{forward} forward, {backward} backward"
        );
    }
    backward
}

/// Random numbers at least a half away from 0.
pub(crate) fn apart<V: Flat>(seed: u64) -> V {
    let mut value = random::<V>(seed);
    value.each(&mut |x, _| *x += 0.5 * x.signum());
    value
}

/// Random positive numbers, not below a half.
pub(crate) fn above_half<V: Flat>(seed: u64) -> V {
    let mut value = random::<V>(seed);
    value.each(&mut |x, _| *x = x.abs() + 0.5);
    value
}
