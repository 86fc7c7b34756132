use crate::labels::ClassLabels;
use crate::ops::prelude::*;

/// The operation behind [`ClassLabels::one_hot`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum one_hot {}

impl<B: Axis, C: Axis> ClassLabels<B, C> {
    /// A row for each label: 1 at its class, 0 elsewhere.
    ///
    /// yᵢₗ = 1 where l = labelᵢ, else 0
    ///
    /// # Shapes
    /// `B` labels out of `C` → `(B, C)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let labels = Labels::<2, 3>::from_slice(&[2u8, 0]).unwrap();
    /// assert_eq!(labels.one_hot::<f32>(), Matrix::from([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]));
    /// ```
    pub fn one_hot<T: Number>(&self) -> Tensor<T, (B, C)> {
        eval2::<one_hot, _, _>(self, &Type::<T>::VALUE)
    }
}
method!(one_hot for [B: Axis, C: Axis] ClassLabels<B, C>);

impl<T: Number, B: Axis, C: Axis> Rule<(ClassLabels<B, C>, Type<T>)> for one_hot {
    type Out = Tensor<T, (B, C)>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No);
}
impl<T: Number, B: Axis, C: Axis> Op2<ClassLabels<B, C>, Type<T>> for one_hot {
    fn forward(labels: &ClassLabels<B, C>, _: &Type<T>, out: &mut Tensor<T, (B, C)>, _: &mut (), _: &mut ()) {
        out.set_zero();
        for (i, &label) in labels.as_slice().iter().enumerate() {
            out.as_mut_slice()[i * C::LEN + label as usize] = T::ONE;
        }
    }
    /// Labels have no derivative.
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, ClassLabels<B, C>>,
        _: Gone<'_, Type<T>>,
        _: Gone<'_, Tensor<T, (B, C)>>,
        _: &(),
        _: &mut (),
        _: &Tensor<T, (B, C)>,
        _: Sink<'_, ClassLabels<B, C>, M>,
        _: Sink<'_, Type<T>, N>,
    ) {
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let labels = || ClassLabels::<Dim<3>, Dim<4>>::from_slice(&[3u8, 0, 2]).unwrap();
    check!(one_hot, |T| labels(), Type::<T>::VALUE);
    assert_eq!(labels().one_hot::<u8>().as_slice(), [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0]);
}
