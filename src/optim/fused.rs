use super::define::optimizer;
use super::each_leaf;
use crate::element::Number;
use crate::params::Params;

optimizer! {
    /// Gradient descent with momentum whose backward pass adds the gradient to the velocity as it goes: there is no
    /// gradient buffer. With a momentum of 0 it is plain gradient descent.
    ///
    /// v ← momentum · v + weight_decay · w + g \
    /// w ← w − rate · v
    ///
    /// The steps are those of [`Momentum`](super::Momentum). Only this rule can do without the gradient: others look at it by
    /// itself, to square it or to look ahead. And the velocity must stay apart from the parameters, because a backward pass
    /// reads what it differentiates; so parameters that are used several times are no special case.
    ///
    /// ```
    /// use tapeless::optim::FusedMomentum;
    /// use tapeless::prelude::*;
    ///
    /// #[differentiable]
    /// fn loss(w: &Vector<f32, 2>, x: &Vector<f32, 2>) -> f32 {
    ///     (w * x - 1.0).square().sum()
    /// }
    ///
    /// let (mut w, x, mut ws) = (Vector::zeros(), Vector::from([0.5, -1.0]), Workspace::<loss>::ZERO);
    /// let mut optimizer = FusedMomentum::new(0.1, 0.5);
    /// for _ in 0..200 {
    ///     optimizer.step(&mut w, |w, sum| loss::accumulate_grad(w, &x, &mut ws, sum));
    /// }
    /// assert!(w.is_close(&Vector::from([2.0, -1.0]), 1e-4, 0.0));
    /// ```
    ///
    /// Source: Polyak (1964); PyTorch, `torch.optim.SGD`.
    FusedMomentum(rate, momentum) {
        /// The learning rate.
        rate: f64 = rate,
        /// How much of the velocity stays from step to step.
        momentum: f64 = momentum,
        /// How much of the parameters is added to their gradient.
        weight_decay: f64 = 0.0,
    }
    state {
        /// v, the gradients so far.
        velocity: P,
    }
}

impl<P: Params> FusedMomentum<P> {
    /// Moves the parameters, against the gradient that `add_gradient` adds to its second argument: `f::accumulate_grad`. Gives
    /// what that gives, the value.
    pub fn step<R>(&mut self, params: &mut P, add_gradient: impl FnOnce(&P, &mut P) -> R) -> R {
        let [rate, kept, decay] = [self.rate, self.momentum, self.weight_decay].map(P::Elem::from_f64);
        each_leaf(
            [&mut self.velocity],
            params,
            #[inline(always)]
            |[v], w| {
                for (v, &w) in v.iter_mut().zip(w) {
                    *v = kept * *v + decay * w;
                }
            },
        );
        let value = add_gradient(params, &mut self.velocity);
        each_leaf(
            [params],
            &self.velocity,
            #[inline(always)]
            |[w], v| {
                for (w, &v) in w.iter_mut().zip(v) {
                    *w -= rate * v;
                }
            },
        );
        value
    }
}
