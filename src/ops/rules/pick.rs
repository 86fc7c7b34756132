use crate::labels::ClassLabels;
use crate::ops::prelude::*;

operation!(pick);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// From each row the element that its label names: the logit of the right class.
    ///
    /// yᵢ = xᵢₗ with l = labelᵢ
    ///
    /// # Shapes
    /// `(B, C)`, `B` labels out of `C` → `(B,)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let logits = Matrix::from([[0.1, 0.9], [0.7, 0.3]]);
    /// let labels = Labels::from_slice(&[1u8, 0]).unwrap();
    /// assert_eq!(logits.pick(&labels), Vector::from([0.9, 0.7]));
    /// ```
    pub fn pick<L: LabelsOf<S>>(&self, labels: &L) -> Tensor<T, (L::Rows,)> {
        eval2::<pick, Tensor<T, (L::Rows, L::Classes)>, _>(same(self), labels.labels())
    }
}
method!(pick for [T: Element, B: Axis, C: Axis] Tensor<T, (B, C)>);

impl<T: Element, B: Axis, C: Axis> Rule<(Tensor<T, (B, C)>, ClassLabels<B, C>)> for pick {
    type Out = Tensor<T, (B,)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, Yes, No);
}
impl<T: Element, B: Axis, C: Axis> Op2<Tensor<T, (B, C)>, ClassLabels<B, C>> for pick {
    fn forward(
        x: &Tensor<T, (B, C)>,
        labels: &ClassLabels<B, C>,
        out: &mut Tensor<T, (B,)>,
        _: &mut (),
        _: &mut (),
    ) {
        for (i, (y, &label)) in out.as_mut_slice().iter_mut().zip(labels.as_slice()).enumerate() {
            *y = x.as_slice()[i * C::LEN + label as usize];
        }
    }
    /// dxᵢₗ = ctᵢ where l = labelᵢ, else 0
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, (B, C)>>,
        labels: Kept<'_, ClassLabels<B, C>>,
        _: Gone<'_, Tensor<T, (B,)>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, (B,)>,
        dx: Sink<'_, Tensor<T, (B, C)>, M>,
        _: Sink<'_, ClassLabels<B, C>, N>,
    ) {
        let Some(dx) = dx.slot_to_add() else { return };
        for (i, (ct, &label)) in ct.as_slice().iter().zip(labels.as_slice()).enumerate() {
            dx.as_mut_slice()[i * C::LEN + label as usize].accumulate(ct);
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let labels = || ClassLabels::<Dim<3>, Dim<4>>::from_slice(&[3u8, 0, 2]).unwrap();
    check!(pick, |T| random::<Tensor<T, D2<3, 4>>>(1), labels());
}
