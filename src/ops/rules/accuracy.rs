use crate::labels::ClassLabels;
use crate::ops::prelude::*;

/// The operation behind [`Tensor::accuracy`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum accuracy {}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The share of examples whose largest logit (or probability) is that of their label.
    ///
    /// y = 1/B Σ_b [argmax_c x_bc = label_b]
    ///
    /// Of equal largest the first counts. It has no derivative: in a differentiable function it is an auxiliary output.
    ///
    /// # Shapes
    /// logits `(B, C)`, labels `B` out of `C` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let logits = Matrix::from([[0.1, 0.9], [0.8, 0.2]]);
    /// assert_eq!(logits.accuracy(&Labels::from_slice(&[1u8, 1]).unwrap()), 0.5);
    /// ```
    pub fn accuracy<L: LabelsOf<S>>(&self, labels: &L) -> T {
        eval2::<accuracy, Tensor<T, (L::Rows, L::Classes)>, _>(same(self), labels.labels())
    }
}
method!(accuracy for [T: Real, B: Axis, C: Axis] Tensor<T, (B, C)>);

impl<T: Real, B: Axis, C: Axis> Rule<(Tensor<T, (B, C)>, ClassLabels<B, C>)> for accuracy {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No);
}
impl<T: Real, B: Axis, C: Axis> Op2<Tensor<T, (B, C)>, ClassLabels<B, C>> for accuracy {
    fn forward(x: &Tensor<T, (B, C)>, labels: &ClassLabels<B, C>, out: &mut T, _: &mut (), _: &mut ()) {
        let (labels, mut right) = (labels.as_slice(), 0);
        tiles!(x.as_slice(), <(B, C) as Reduce<Last>>::GEOMETRY, |rows, b| {
            let predicted = super::argmax::ArgMax::of(&rows);
            right += predicted.iter().zip(labels.iter().skip(b)).filter(|&(&p, &label)| p == label as usize).count();
        });
        *out = T::from_f64(right as f64) / T::from_f64(B::LEN as f64);
    }
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, (B, C)>>,
        _: Gone<'_, ClassLabels<B, C>>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        _: &T,
        mut d: Sink<'_, Tensor<T, (B, C)>, M>,
        _: Sink<'_, ClassLabels<B, C>, N>,
    ) {
        d.clear();
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let labels = || ClassLabels::<Dim<3>, Dim<4>>::from_slice(&[0u8, 3, 1]).unwrap();
    check!(accuracy, |T| random::<Tensor<T, D2<3, 4>>>(1), labels());
    assert_eq!(Matrix::from([[1.0, 1.0]]).accuracy(&ClassLabels::from_slice(&[0u8]).unwrap()), 1.0);
    assert_eq!(Matrix::from([[1.0, f64::NAN]]).accuracy(&ClassLabels::from_slice(&[0u8]).unwrap()), 0.0);
}
