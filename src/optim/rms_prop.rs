use super::define::optimizer;
use super::{Optimizer, each_leaf};
use crate::element::{Number, Real};
use crate::params::Params;

optimizer! {
    /// Each gradient divided by the root of a running mean of its squares.
    ///
    /// g ← g + weight_decay · w \
    /// s ← smoothing · s + (1 − smoothing) · g² \
    /// w ← w − rate · g / (√s + epsilon)
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut w = Vector::from([1.0f32, 2.0]);
    /// RmsProp::new(0.01).step(&mut w, &Vector::from([1.0, -100.0]));
    /// assert!(w.is_close(&Vector::from([0.9, 2.1]), 1e-6, 0.0));
    /// ```
    ///
    /// Source: Tieleman and Hinton, *Neural Networks for Machine Learning*, lecture 6.5 (2012); PyTorch,
    /// `torch.optim.RMSprop`.
    RmsProp(rate) {
        /// The learning rate.
        rate: f64 = rate,
        /// How much of the mean stays from step to step.
        smoothing: f64 = 0.99,
        /// Keeps the divisor away from 0.
        epsilon: f64 = 1e-8,
        /// How much of the parameters is added to their gradient.
        weight_decay: f64 = 0.0,
    }
    state {
        /// s, the mean of the squares.
        squares: P,
    }
}

impl<P: Params> Optimizer<P> for RmsProp<P> {
    fn step(&mut self, params: &mut P, gradient: &P) {
        let [rate, decay, epsilon] = [self.rate, self.weight_decay, self.epsilon].map(P::Elem::from_f64);
        let [kept, taken] = [self.smoothing, 1.0 - self.smoothing].map(P::Elem::from_f64);
        each_leaf(
            [params, &mut self.squares],
            gradient,
            #[inline(always)]
            |[w, s], g| {
                for ((w, s), &g) in w.iter_mut().zip(s).zip(g) {
                    let g = g + decay * *w;
                    *s = kept * *s + taken * g * g;
                    *w -= rate * g / (s.sqrt() + epsilon);
                }
            },
        );
    }
    fn set_rate(&mut self, rate: f64) {
        self.rate = rate;
    }
}
