//! Learning rates that change: factors of the rate at a step, which multiply.
//!
//! A step is whatever is counted: batches, epochs. A constant rate needs no function; a lower end needs a sum.
//!
//! ```
//! use tapeless::optim::schedule::{cosine, warm_up};
//! let rate = |step: u32| 0.001 + 0.099 * warm_up(step, 10) * cosine(step.saturating_sub(10), 90);
//! assert!((rate(0) - 0.0109).abs() < 1e-12);
//! assert!((rate(10) - 0.1).abs() < 1e-12);
//! assert!((rate(100) - 0.001).abs() < 1e-12);
//! ```

use crate::element::{Real, power};

/// Always 1.
///
/// ```
/// assert_eq!(tapeless::optim::schedule::constant(7), 1.0);
/// ```
pub const fn constant(_step: u32) -> f64 {
    1.0
}

/// `factor` once more after every `every` steps: factor^⌊step / every⌋. With 1 for `every` it falls exponentially.
///
/// ```
/// use tapeless::optim::schedule::steps;
/// assert_eq!([0, 29, 30, 60].map(|step| steps(step, 30, 0.5)), [1.0, 1.0, 0.5, 0.25]);
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 12.11.3; PyTorch, `StepLR`.
pub fn steps(step: u32, every: u32, factor: f64) -> f64 {
    power(factor, (step / every.max(1)).min(i32::MAX as u32) as i32)
}

/// From 1 down to 0 in `steps` steps, and then 0, along half a wave: (1 + cos(π step / steps)) / 2.
///
/// ```
/// use tapeless::optim::schedule::cosine;
/// assert_eq!((cosine(0, 20), cosine(20, 20), cosine(30, 20)), (1.0, 0.0, 0.0));
/// assert!((cosine(10, 20) - 0.5).abs() < 1e-12);
/// ```
///
/// Source: Loshchilov and Hutter, *SGDR: Stochastic Gradient Descent with Warm Restarts* (2017); PyTorch,
/// `CosineAnnealingLR`.
pub fn cosine(step: u32, steps: u32) -> f64 {
    if step >= steps {
        return 0.0;
    }
    (1.0 + Real::cos(core::f64::consts::PI * (f64::from(step) / f64::from(steps)))) / 2.0
}

/// From 1 / `steps` up to 1 in `steps` steps, in a straight line, and then 1: min(1, (step + 1) / steps).
///
/// ```
/// use tapeless::optim::schedule::warm_up;
/// assert_eq!([0, 1, 3, 4, 100].map(|step| warm_up(step, 4)), [0.25, 0.5, 1.0, 1.0, 1.0]);
/// ```
///
/// Source: Goyal et al., *Accurate, Large Minibatch SGD* (2017), 2.2.
pub fn warm_up(step: u32, steps: u32) -> f64 {
    if step < steps { (f64::from(step) + 1.0) / f64::from(steps) } else { 1.0 }
}

/// From 1 down to 0 in `steps` steps, in a straight line, and then 0: max(0, 1 − step / steps).
///
/// ```
/// use tapeless::optim::schedule::linear;
/// assert_eq!([0, 1, 4, 9].map(|step| linear(step, 4)), [1.0, 0.75, 0.0, 0.0]);
/// ```
pub fn linear(step: u32, steps: u32) -> f64 {
    if step < steps { 1.0 - f64::from(step) / f64::from(steps) } else { 0.0 }
}
