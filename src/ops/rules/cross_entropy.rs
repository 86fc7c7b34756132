use crate::ops::prelude::*;
use crate::labels::ClassLabels;

/// The operation behind [`Tensor::cross_entropy`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum cross_entropy {}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The mean cross-entropy of softmax(logits) against labels, fused and finite for any finite logits.
    ///
    /// y = 1/B Σ_b ( ln Σ_c exp(x_bc − m_b) − (x_b,label − m_b) ), m_b = max_c x_bc
    ///
    /// # Shapes
    /// logits `(B, C)`, labels `B` out of `C` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let logits = Matrix::from([[0.0, 0.0]]);
    /// let labels = Labels::from_slice(&[1u8]).unwrap();
    /// assert!((logits.cross_entropy(&labels) - 2f64.ln()).abs() < 1e-12);
    /// ```
    ///
    /// Source: Zhang et al., *Dive into Deep Learning*, 4.1.
    pub fn cross_entropy<L: LabelsOf<S>>(&self, labels: &L) -> T {
        eval2::<cross_entropy, Tensor<T, (L::Rows, L::Classes)>, _>(same(self), labels.labels())
    }
}
method!(cross_entropy for [T: Real, B: Axis, C: Axis] Tensor<T, (B, C)>);

impl<T: Real, B: Axis, C: Axis> Rule<(Tensor<T, (B, C)>, ClassLabels<B, C>)> for cross_entropy {
    type Out = T;
    /// softmax(logits)
    type Saved = Tensor<T, (B, C)>;
    type Scratch = ();
    type Needs = (No, Yes, No);
}
impl<T: Real, B: Axis, C: Axis> Op2<Tensor<T, (B, C)>, ClassLabels<B, C>> for cross_entropy {
    fn forward(
        logits: &Tensor<T, (B, C)>,
        labels: &ClassLabels<B, C>,
        out: &mut T,
        softmax: &mut Tensor<T, (B, C)>,
        _: &mut (),
    ) {
many::<(B, C), _>(#[inline(always)] move || {
        let mut total = T::ZERO;
        let rows = logits.as_slice().chunks_exact(C::LEN).zip(softmax.as_mut_slice().chunks_exact_mut(C::LEN));
        for ((x, p), &label) in rows.zip(labels.as_slice()) {
            let max = x.iter().fold(-T::INFINITY, |max, &x| if x > max { x } else { max });
            let mut sum = T::ZERO;
            for (p, &x) in p.iter_mut().zip(x) {
                *p = (x - max).exp();
                sum += *p;
            }
            // A label is in range by its type.
            let chosen = x.get(label as usize).copied().unwrap_or(max);
            total += sum.ln() - (chosen - max);
            let scale = T::ONE / sum;
            for p in p {
                *p *= scale;
            }
        }
        *out = total / T::from_f64(B::LEN as f64);
})
    }
    /// d = ct/B · (softmax − onehot(label))
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, (B, C)>>,
        labels: Kept<'_, ClassLabels<B, C>>,
        _: Gone<'_, T>,
        softmax: &Tensor<T, (B, C)>,
        _: &mut (),
        ct: &T,
        d: Sink<'_, Tensor<T, (B, C)>, M>,
        _: Sink<'_, ClassLabels<B, C>, N>,
    ) {
        let scale = *ct / T::from_f64(B::LEN as f64);
        let Some(slot) = d.slot() else { return };
many::<(B, C), _>(#[inline(always)] move || {
        let rows = slot.as_mut_slice().chunks_exact_mut(C::LEN).zip(softmax.as_slice().chunks_exact(C::LEN));
        for ((d, p), &label) in rows.zip(labels.as_slice()) {
            for (c, (d, &p)) in d.iter_mut().zip(p).enumerate() {
                let cotangent = scale * if c == label as usize { p - T::ONE } else { p };
                if M::ADD { *d += cotangent } else { *d = cotangent }
            }
        }
})
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let labels = || ClassLabels::<Dim<3>, Dim<4>>::from_slice(&[0u8, 3, 1]).unwrap();
    check!(cross_entropy, |T| random::<Tensor<T, D2<3, 4>>>(1), labels());
    // A masked class gets no gradient.
    let (masked, label) = (Matrix::from([[f64::NEG_INFINITY, 5.0, 5.0]]), ClassLabels::from_slice(&[1u8]).unwrap());
    let gradient = cotangents::<cross_entropy, _>(&(masked, label), &1.0).0;
    assert_eq!(gradient, Matrix::from([[0.0, -0.5, 0.5]]));
    let far = Matrix::from([[1000.0, -1000.0]]);
    assert_eq!(far.cross_entropy(&ClassLabels::from_slice(&[1u8]).unwrap()), 2000.0);
}
