use crate::labels::ClassLabels;
use crate::ops::prelude::*;

operation!(gather);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The rows of a table that labels name, in their order: an embedding looked up.
    ///
    /// yᵢ = xₗ with l = labelᵢ
    ///
    /// Rows that are named several times get the sum of their cotangents, rows never named get 0.
    ///
    /// # Shapes
    /// table `(V, D)`, `B` labels out of `V` → `(B, D)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let table = Matrix::from([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]);
    /// let words = Labels::<4, 3>::from_slice(&[2u8, 0, 0, 1]).unwrap();
    /// assert_eq!(table.gather(&words), Matrix::from([[5.0, 6.0], [1.0, 2.0], [1.0, 2.0], [3.0, 4.0]]));
    /// ```
    pub fn gather<L: RowsOf<S>>(&self, labels: &L) -> Tensor<T, (L::Labels, L::Columns)> {
        eval2::<gather, Tensor<T, (L::Rows, L::Columns)>, _>(same(self), labels.labels())
    }
}
method!(gather for [T: Element, V: Axis, D: Axis] Tensor<T, (V, D)>);

impl<T: Element, V: Axis, D: Axis, B: Axis> Rule<(Tensor<T, (V, D)>, ClassLabels<B, V>)> for gather {
    type Out = Tensor<T, (B, D)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, Yes, No);
}
impl<T: Element, V: Axis, D: Axis, B: Axis> Op2<Tensor<T, (V, D)>, ClassLabels<B, V>> for gather {
    fn forward(
        table: &Tensor<T, (V, D)>,
        labels: &ClassLabels<B, V>,
        out: &mut Tensor<T, (B, D)>,
        _: &mut (),
        _: &mut (),
    ) {
        let rows = out.as_mut_slice().chunks_exact_mut(D::LEN.max(1));
        for (row, &label) in rows.zip(labels.as_slice()) {
            row.copy_from_slice(&table.as_slice()[label as usize * D::LEN..][..D::LEN]);
        }
    }
    /// dxₗ = Σ ctᵢ over the labelᵢ that are l
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, (V, D)>>,
        labels: Kept<'_, ClassLabels<B, V>>,
        _: Gone<'_, Tensor<T, (B, D)>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, (B, D)>,
        table: Sink<'_, Tensor<T, (V, D)>, M>,
        _: Sink<'_, ClassLabels<B, V>, N>,
    ) {
        let Some(table) = table.slot_to_add() else { return };
        let rows = ct.as_slice().chunks_exact(D::LEN.max(1));
        for (ct, &label) in rows.zip(labels.as_slice()) {
            let row = &mut table.as_mut_slice()[label as usize * D::LEN..][..D::LEN];
            row.iter_mut().zip(ct).for_each(|(sum, ct)| sum.accumulate(ct));
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let labels = || ClassLabels::<Dim<4>, Dim<3>>::from_slice(&[2u8, 0, 2, 2]).unwrap();
    check!(gather, |T| random::<Tensor<T, D2<3, 2>>>(1), labels());
    assert_eq!(Tensor::<u8, D2<3, 0>>::zeros().gather(&labels()).dims(), [4, 0]);
}
