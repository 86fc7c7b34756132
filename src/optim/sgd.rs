use super::{Optimizer, each_leaf};
use crate::element::Number;
use crate::params::Params;

/// Gradient descent without memory.
///
/// w ← w − rate · (g + weight_decay · w)
///
/// ```
/// use tapeless::prelude::*;
/// let mut w = Vector::from([1.0f32, 2.0]);
/// Sgd::new(0.5).step(&mut w, &Vector::from([1.0, -1.0]));
/// assert_eq!(w, Vector::from([0.5, 2.5]));
/// ```
///
/// Source: Robbins and Monro, *A Stochastic Approximation Method* (1951); PyTorch, `torch.optim.SGD`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sgd {
    /// The learning rate.
    pub rate: f64,
    /// How much of the parameters is added to their gradient: the gradient of weight_decay/2 · Σ w².
    pub weight_decay: f64,
}

impl Sgd {
    /// Without weight decay.
    pub const fn new(rate: f64) -> Self {
        Sgd { rate, weight_decay: 0.0 }
    }
}

impl<P: Params> Optimizer<P> for Sgd {
    fn step(&mut self, params: &mut P, gradient: &P) {
        let [rate, decay] = [self.rate, self.weight_decay].map(P::Elem::from_f64);
        each_leaf(
            [params],
            gradient,
            #[inline(always)]
            |[w], g| {
                for (w, &g) in w.iter_mut().zip(g) {
                    *w -= rate * (g + decay * *w);
                }
            },
        );
    }
    fn set_rate(&mut self, rate: f64) {
        self.rate = rate;
    }
}
