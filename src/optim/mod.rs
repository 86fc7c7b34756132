//! Optimisers: plain values over any [`Params`], with a state of the same type, without a heap.
//!
//! An optimiser stands wherever the parameters do: on the stack, in a `static` (`new` is `const`), in a `Box` (`boxed`).
//! Its settings are fields, `f64` whatever the parameters are made of, as in PyTorch; a learning rate that changes is a
//! field that is set before a step. The update rules are PyTorch's. What is `#[frozen]` stays as it is.
//!
//! ```
//! use tapeless::optim::{clip_norm, schedule};
//! use tapeless::prelude::*;
//!
//! #[differentiable]
//! fn loss(x: &Vector<f32, 2>) -> f32 {
//!     (x - 3.0).square().sum()
//! }
//!
//! const STEPS: u32 = 300;
//! let (mut x, mut gradient, mut ws) = (Vector::zeros(), Vector::ZERO, Workspace::<loss>::ZERO);
//! let mut optimizer = Adam::new(0.1);
//! for step in 0..STEPS {
//!     loss::grad(&x, &mut ws, &mut gradient);
//!     clip_norm(&mut gradient, 1.0);
//!     optimizer.rate = 0.1 * schedule::warm_up(step, 10) * schedule::cosine(step, STEPS);
//!     optimizer.step(&mut x, &gradient);
//! }
//! assert!(x.is_close(&Vector::full(3.0), 1e-3, 0.0));
//! ```
//!
//! `reset` forgets the steps, and keeps the settings; `boxed` (feature `alloc`) makes a large state on the heap, where it
//! never passes over the stack:
//!
//! ```
//! # #[cfg(feature = "alloc")] {
//! use tapeless::prelude::*;
//! let mut optimizer = Momentum::<Matrix<f32, 1000, 1000>>::boxed(0.1, 0.9);
//! optimizer.nesterov = true;
//! optimizer.velocity[[0, 0]] = 5.0;
//! optimizer.reset();
//! assert!(optimizer.velocity[[0, 0]] == 0.0 && optimizer.nesterov && optimizer.rate == 0.1);
//! # }
//! ```

mod adam;
mod clip;
mod define;
mod fused;
mod momentum;
mod rms_prop;
pub mod schedule;
mod sgd;

pub use adam::{Adam, AdamW};
pub use clip::{clip_norm, clip_value};
pub use fused::FusedMomentum;
pub use momentum::Momentum;
pub use rms_prop::RmsProp;
pub use sgd::Sgd;

use crate::kernels::isa::vectorized;
use crate::params::Params;

/// What all optimisers do, for code that leaves the choice open.
///
/// ```
/// use tapeless::prelude::*;
/// fn descend(optimizer: &mut impl Optimizer<f64>) -> f64 {
///     let mut x = 1.0;
///     for _ in 0..100 {
///         let gradient = 2.0 * x;
///         optimizer.step(&mut x, &gradient);
///     }
///     x
/// }
/// assert!(descend(&mut Sgd::new(0.1)).abs() < 1e-6);
/// assert!(descend(&mut RmsProp::new(0.1)).abs() < 0.1);
/// ```
pub trait Optimizer<P: Params> {
    /// Moves the parameters, against the gradient.
    fn step(&mut self, params: &mut P, gradient: &P);
    /// Sets the learning rate of the steps to come.
    fn set_rate(&mut self, rate: f64);
}

/// `f` of the numbers of each tensor that is learned, in `K` values at once, and in another.
///
/// Of few numbers, all tensors are one piece of code, and the processor is asked once; of many, one loop serves them all.
#[inline(always)]
fn each_leaf<P: Params, const K: usize>(
    written: [&mut P; K],
    read: &P,
    mut f: impl FnMut([&mut [P::Elem]; K], &[P::Elem]),
) {
    if const { P::NUMBERS <= 1024 } {
        vectorized(
            #[inline(always)]
            || P::zip_leaves(written, read, &mut f),
        );
    } else {
        P::zip_leaves(written, read, &mut |written, read| {
            vectorized(
                #[inline(always)]
                || f(written, read),
            )
        });
    }
}
