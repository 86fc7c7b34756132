use super::define::optimizer;
use super::{Optimizer, each_leaf};
use crate::element::{Number, Real, power};
use crate::params::Params;

optimizer! {
    /// Momentum, divided by the root of a running mean of the gradient's squares, both corrected for their start at zero.
    ///
    /// g ← g + weight_decay · w \
    /// m ← β₁ m + (1 − β₁) g \
    /// s ← β₂ s + (1 − β₂) g² \
    /// w ← w − rate · m/(1 − β₁ᵗ) / (√(s/(1 − β₂ᵗ)) + epsilon)
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut w = Vector::from([1.0f32, 2.0]);
    /// Adam::new(0.1).step(&mut w, &Vector::from([1.0, -100.0]));
    /// assert!(w.is_close(&Vector::from([0.9, 2.1]), 1e-6, 0.0));
    /// ```
    ///
    /// In a `static`:
    ///
    /// ```
    /// # use tapeless::prelude::*;
    /// # use std::sync::Mutex;
    /// type Net = Matrix<f32, 784, 256>;
    /// static ADAM: Mutex<Adam<Net>> = Mutex::new(Adam { epsilon: 1e-6, ..Adam::new(1e-3) });
    /// ```
    ///
    /// Source: Kingma and Ba, *Adam: A Method for Stochastic Optimization* (2015); PyTorch, `torch.optim.Adam`.
    Adam(rate) {
        /// The learning rate.
        rate: f64 = rate,
        /// β₁ and β₂: how much of the mean, and of the mean of the squares, stays from step to step.
        betas: [f64; 2] = [0.9, 0.999],
        /// Keeps the divisor away from 0.
        epsilon: f64 = 1e-8,
        /// How much of the parameters is added to their gradient.
        weight_decay: f64 = 0.0,
    }
    state {
        /// m, the mean of the gradients.
        mean: P,
        /// s, the mean of their squares.
        squares: P,
        /// t, how many steps there have been.
        steps: u32,
    }
}

optimizer! {
    /// [`Adam`] with weight decay beside the gradient rather than in it, so that it does not depend on the gradient's size.
    ///
    /// w ← (1 − rate · weight_decay) · w, then as [`Adam`] without decay
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut w = Vector::from([1.0f32, 2.0]);
    /// AdamW { weight_decay: 0.5, ..AdamW::new(0.1) }.step(&mut w, &Vector::from([1.0, 0.0]));
    /// assert!(w.is_close(&Vector::from([0.85, 1.9]), 1e-6, 0.0));
    /// ```
    ///
    /// Source: Loshchilov and Hutter, *Decoupled Weight Decay Regularization* (2019); PyTorch, `torch.optim.AdamW`.
    AdamW(rate) {
        /// The learning rate.
        rate: f64 = rate,
        /// β₁ and β₂: how much of the mean, and of the mean of the squares, stays from step to step.
        betas: [f64; 2] = [0.9, 0.999],
        /// Keeps the divisor away from 0.
        epsilon: f64 = 1e-8,
        /// How much of the parameters a step takes away, times the rate.
        weight_decay: f64 = 0.01,
    }
    state {
        /// m, the mean of the gradients.
        mean: P,
        /// s, the mean of their squares.
        squares: P,
        /// t, how many steps there have been.
        steps: u32,
    }
}

/// One step of either: `decay` of the parameters goes into the gradient, `1 - shrink` of them is taken away.
struct Step {
    rate: f64,
    betas: [f64; 2],
    epsilon: f64,
    decay: f64,
    shrink: f64,
}

impl Step {
    /// Step number `t`, from 1.
    fn take<P: Params>(self, t: u32, params: &mut P, [mean, squares]: [&mut P; 2], gradient: &P) {
        let [mean_correction, squares_correction] =
            self.betas.map(|beta| 1.0 - power(beta, t.min(i32::MAX as u32) as i32));
        let [rate, scale] =
            [self.rate / mean_correction, 1.0 / Real::sqrt(squares_correction)].map(P::Elem::from_f64);
        let [kept, kept_squares] = self.betas.map(P::Elem::from_f64);
        let [taken, taken_squares] = self.betas.map(|beta| P::Elem::from_f64(1.0 - beta));
        let [epsilon, decay, shrink] = [self.epsilon, self.decay, self.shrink].map(P::Elem::from_f64);
        each_leaf(
            [params, mean, squares],
            gradient,
            #[inline(always)]
            |[w, m, s], g| {
                for (((w, m), s), &g) in w.iter_mut().zip(m).zip(s).zip(g) {
                    let g = g + decay * *w;
                    *m = kept * *m + taken * g;
                    *s = kept_squares * *s + taken_squares * g * g;
                    *w = shrink * *w - rate * *m / (scale * s.sqrt() + epsilon);
                }
            },
        );
    }
}

impl<P: Params> Optimizer<P> for Adam<P> {
    fn step(&mut self, params: &mut P, gradient: &P) {
        let Adam { rate, betas, epsilon, weight_decay: decay, .. } = *self;
        self.steps = self.steps.saturating_add(1);
        let step = Step { rate, betas, epsilon, decay, shrink: 1.0 };
        step.take(self.steps, params, [&mut self.mean, &mut self.squares], gradient);
    }
    fn set_rate(&mut self, rate: f64) {
        self.rate = rate;
    }
}

impl<P: Params> Optimizer<P> for AdamW<P> {
    fn step(&mut self, params: &mut P, gradient: &P) {
        let AdamW { rate, betas, epsilon, weight_decay, .. } = *self;
        self.steps = self.steps.saturating_add(1);
        let step = Step { rate, betas, epsilon, decay: 0.0, shrink: 1.0 - rate * weight_decay };
        step.take(self.steps, params, [&mut self.mean, &mut self.squares], gradient);
    }
    fn set_rate(&mut self, rate: f64) {
        self.rate = rate;
    }
}
