use super::define::optimizer;
use super::{Optimizer, each_leaf};
use crate::element::Number;
use crate::params::Params;

optimizer! {
    /// Gradient descent with momentum, in its ordinary form or Nesterov's.
    ///
    /// g ← g + weight_decay · w \
    /// v ← momentum · v + (1 − dampening) · g, in the first step v ← g \
    /// w ← w − rate · v, with `nesterov` w ← w − rate · (g + momentum · v)
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut w = Vector::from([1.0f32, 2.0]);
    /// let mut optimizer = Momentum { nesterov: true, ..Momentum::new(0.5, 0.9) };
    /// optimizer.step(&mut w, &Vector::from([1.0, -1.0]));
    /// assert!(w.is_close(&Vector::from([0.05, 2.95]), 1e-6, 0.0));
    /// ```
    ///
    /// Source: Polyak (1964); Sutskever et al., *On the Importance of Initialization and Momentum in Deep Learning*
    /// (2013); PyTorch, `torch.optim.SGD`.
    Momentum(rate, momentum) {
        /// The learning rate.
        rate: f64 = rate,
        /// How much of the velocity stays from step to step.
        momentum: f64 = momentum,
        /// How much of the gradient the velocity does not take up.
        dampening: f64 = 0.0,
        /// Whether the step looks ahead: by the velocity after it.
        nesterov: bool = false,
        /// How much of the parameters is added to their gradient.
        weight_decay: f64 = 0.0,
    }
    state {
        /// v, the gradients so far.
        velocity: P,
        /// Whether there has been a step.
        moving: bool,
    }
}

impl<P: Params> Optimizer<P> for Momentum<P> {
    fn step(&mut self, params: &mut P, gradient: &P) {
        let (kept, taken) = if self.moving { (self.momentum, 1.0 - self.dampening) } else { (0.0, 1.0) };
        let (own, ahead) = if self.nesterov { (1.0, self.momentum) } else { (0.0, 1.0) };
        self.moving = true;
        let [rate, decay] = [self.rate, self.weight_decay].map(P::Elem::from_f64);
        let [kept, taken, own, ahead] = [kept, taken, own, ahead].map(P::Elem::from_f64);
        each_leaf(
            [params, &mut self.velocity],
            gradient,
            #[inline(always)]
            |[w, v], g| {
                for ((w, v), &g) in w.iter_mut().zip(v).zip(g) {
                    let g = g + decay * *w;
                    *v = kept * *v + taken * g;
                    *w -= rate * (own * g + ahead * *v);
                }
            },
        );
    }
    fn set_rate(&mut self, rate: f64) {
        self.rate = rate;
    }
}
