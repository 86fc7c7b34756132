use crate::ops::prelude::*;

/// The operation behind [`Tensor::sum`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum sum {}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The sum of all elements.
    ///
    /// y = Σᵢ xᵢ
    ///
    /// # Shapes
    /// Any; the result is a number.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1.0, 2.0], [3.0, 4.0]]).sum(), 10.0);
    /// ```
    pub fn sum(&self) -> T {
        eval1::<sum, _>(self)
    }
}
method!(sum for [T: Real, S: Shape] Tensor<T, S>);

impl<T: Real, S: Shape> Rule<(Tensor<T, S>,)> for sum {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No);
}
impl<T: Real, S: Shape> Op1<Tensor<T, S>> for sum {
    fn forward(x: &Tensor<T, S>, out: &mut T, _: &mut (), _: &mut ()) {
        *out = x.as_slice().iter().fold(T::ZERO, |sum, &x| sum + x);
    }
    fn backward<M: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        dx: Sink<'_, Tensor<T, S>, M>,
    ) {
        send(dx, |_| *ct);
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sum, |T| random::<Tensor<T, D2<3, 4>>>(1));
}
