use crate::ops::prelude::*;

/// The operation behind [`Tensor::soft_cross_entropy`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum soft_cross_entropy {}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The mean cross-entropy of softmax(logits) against probabilities: smoothed labels, or a teacher's.
    ///
    /// y = −1/B Σ_b Σ_c t_bc · log_softmax(x)_bc, the mean over the batch; where t = 0 and x = −∞ the term is 0, and its
    /// derivatives are
    ///
    /// # Shapes
    /// logits and target probabilities `(B, C)` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let logits = Matrix::from([[1000.0, 1000.0]]);
    /// assert_eq!(logits.soft_cross_entropy(&Matrix::from([[0.25, 0.75]])), 2f64.ln());
    /// ```
    pub fn soft_cross_entropy<B: Axis, C: Axis>(&self, target: &impl Alike<T, S>) -> T
    where
        S: MatrixShape<Rows = B, Columns = C>,
    {
        eval2::<soft_cross_entropy, Tensor<T, (B, C)>, Tensor<T, (B, C)>>(same(self), same(target.tensor()))
    }
}
method!(soft_cross_entropy for [T: Real, B: Axis, C: Axis] Tensor<T, (B, C)>);

impl<T: Real, B: Axis, C: Axis> Rule<(Tensor<T, (B, C)>, Tensor<T, (B, C)>)> for soft_cross_entropy {
    type Out = T;
    /// log_softmax(logits)
    type Saved = Tensor<T, (B, C)>;
    type Scratch = ();
    type Needs = (No, Yes, No);
}
impl<T: Real, B: Axis, C: Axis> Op2<Tensor<T, (B, C)>, Tensor<T, (B, C)>> for soft_cross_entropy {
    fn forward(
        logits: &Tensor<T, (B, C)>,
        target: &Tensor<T, (B, C)>,
        out: &mut T,
        logs: &mut Tensor<T, (B, C)>,
        _: &mut (),
    ) {
        super::log_softmax::log_softmax::forward(logits, logs, &mut (), &mut ());
        let terms = (logs.as_slice(), target.as_slice());
        let sum = lanes::sum(terms, B::LEN * C::LEN, |(log, t)| if is_void(log, t) { T::ZERO } else { t * log });
        *out = -sum / T::from_f64(B::LEN as f64);
    }
    /// dx = ct/B · (softmax(x)·Σ_c t − t), dt = −ct/B · log_softmax(x)
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, (B, C)>>,
        target: Kept<'_, Tensor<T, (B, C)>>,
        _: Gone<'_, T>,
        logs: &Tensor<T, (B, C)>,
        _: &mut (),
        ct: &T,
        dx: Sink<'_, Tensor<T, (B, C)>, M>,
        dt: Sink<'_, Tensor<T, (B, C)>, N>,
    ) {
        let (scale, logs, t) = (*ct / T::from_f64(B::LEN as f64), logs.as_slice(), target.as_slice());
        send(dt, |i| if is_void(logs[i], t[i]) { T::ZERO } else { -scale * logs[i] });
        let Some(dx) = dx.slot() else { return };
        let slots = dx.as_mut_slice();
        tiles!((logs, t), <(B, C) as Reduce<Last>>::GEOMETRY, |rows, _at| {
            let total = rows.fold::<Plus, T>(|_, _, (_, t)| t);
            rows.each(slots, |d, (log, t), j| put::<T, M>(d, scale * (log.exp() * total[j] - t)));
        });
    }
}

/// Whether a term is 0 times infinity: of a class that is impossible in truth and in prediction.
fn is_void<T: Real>(log: T, t: T) -> bool {
    t == T::ZERO && log == -T::INFINITY
}

#[cfg(test)]
pub(super) fn cases() {
    check!(soft_cross_entropy, |T| random::<Tensor<T, D2<1, 3>>>(1), Matrix::<T, 1, 3>::from_index(|i| T::from_f64([0.0, 1.0, 0.0][i])));
    check!(soft_cross_entropy, |T| random::<Tensor<T, D2<3, 9>>>(1), positive::<Tensor<T, D2<3, 9>>>(2));
    let masked = Matrix::from([[f64::NEG_INFINITY, 5.0]]);
    assert_eq!(masked.soft_cross_entropy(&Matrix::from([[0.0, 1.0]])), 0.0);
    let (target, ct) = (Matrix::from([[0.0, 1.0]]), 1.0);
    let zero = Matrix::from([[0.0, 0.0]]);
    assert_eq!(cotangents::<soft_cross_entropy, _>(&(masked, target), &ct), (zero.clone(), zero));
    let far = Matrix::from([[1000.0, -1000.0]]);
    assert_eq!(far.soft_cross_entropy(&Matrix::from([[0.0, 1.0]])), 2000.0);
}
