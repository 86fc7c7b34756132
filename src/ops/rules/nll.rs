use crate::labels::ClassLabels;
use crate::ops::prelude::*;

/// The operation behind [`Tensor::nll`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum nll {}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The negative log-likelihood of labels under predicted log-probabilities.
    ///
    /// y = −1/B Σ_b x_b,label, the mean over the batch, as PyTorch's `nll_loss`
    ///
    /// # Shapes
    /// log-probabilities (from [`log_softmax`](Tensor::log_softmax)) `(B, C)`, labels `B` out of `C` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let log_probabilities = Matrix::from([[-1.0, -2.0], [-3.0, -4.0]]);
    /// assert_eq!(log_probabilities.nll(&Labels::from_slice(&[1u8, 0]).unwrap()), 2.5);
    /// ```
    pub fn nll<L: LabelsOf<S>>(&self, labels: &L) -> T {
        eval2::<nll, Tensor<T, (L::Rows, L::Classes)>, _>(same(self), labels.labels())
    }
}
method!(nll for [T: Real, B: Axis, C: Axis] Tensor<T, (B, C)>);

impl<T: Real, B: Axis, C: Axis> Rule<(Tensor<T, (B, C)>, ClassLabels<B, C>)> for nll {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, Yes, No);
}
impl<T: Real, B: Axis, C: Axis> Op2<Tensor<T, (B, C)>, ClassLabels<B, C>> for nll {
    fn forward(x: &Tensor<T, (B, C)>, labels: &ClassLabels<B, C>, out: &mut T, _: &mut (), _: &mut ()) {
        let of_labels = labels.as_slice().iter().enumerate().map(|(b, &label)| b * C::LEN + label as usize);
        let sum = of_labels.filter_map(|at| x.as_slice().get(at)).fold(T::ZERO, |sum, &x| sum + x);
        *out = -sum / T::from_f64(B::LEN as f64);
    }
    /// d_bc = −ct/B where c is the label, else 0
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, (B, C)>>,
        labels: Kept<'_, ClassLabels<B, C>>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        d: Sink<'_, Tensor<T, (B, C)>, M>,
        _: Sink<'_, ClassLabels<B, C>, N>,
    ) {
        let Some(slot) = d.slot_to_add() else { return };
        for (b, &label) in labels.as_slice().iter().enumerate() {
            if let Some(d) = slot.as_mut_slice().get_mut(b * C::LEN + label as usize) {
                *d -= *ct / T::from_f64(B::LEN as f64);
            }
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let labels = || ClassLabels::<Dim<3>, Dim<4>>::from_slice(&[0u8, 3, 1]).unwrap();
    check!(nll, |T| random::<Tensor<T, D2<3, 4>>>(1), labels());
    let x = random::<Tensor<f64, D2<3, 4>>>(2);
    assert!((x.log_softmax().nll(&labels()) - x.cross_entropy(&labels())).abs() < 1e-14);
}
