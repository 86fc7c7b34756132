use crate::ops::prelude::*;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The exponential linear unit, element by element.
    ///
    /// yᵢ = xᵢ if xᵢ > 0, else α (exp xᵢ − 1)
    ///
    /// The derivative at 0 is α, as in PyTorch. −∞ gives −α, NaN gives NaN.
    ///
    /// # Shapes
    /// As for `+`; α is mostly a number, and mostly 1.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-1000.0, 3.0]).elu(1.0), Vector::from([-1.0, 3.0]));
    /// ```
    ///
    /// Source: Clevert, Unterthiner and Hochreiter, *Fast and Accurate Deep Network Learning by ELUs* (2016).
    pub fn elu<B: Operand<T>>(&self, alpha: B) -> Tensor<T, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &alpha, elu::value)
    }
}
method!(elu for [T: Real, S: Shape] Tensor<T, S>);

binary! {
    /// The operation behind [`Tensor::elu`].
    elu over Real;
    value |x, alpha| if x > T::ZERO { x } else { alpha * x.exp_m1() };
    cotangents |x, alpha, y, ct|
        if x > T::ZERO { ct } else { ct * alpha * x.exp() },
        if x > T::ZERO { T::ZERO } else { ct * x.exp_m1() };
    needs (Yes, Yes, No)
}
method!(elu for [T: Real] T);

#[cfg(test)]
pub(super) fn cases() {
    check!(elu, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<T>(2));
    check!(elu, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    check!(elu, |T| random::<T>(1), random::<T>(2));
    assert_eq!(slopes::<elu>(0.0, 0.5), [0.5, 0.0]);
    let y = Vector::from([f64::NEG_INFINITY, f64::INFINITY, -1e-20]).elu(1.0);
    assert_eq!(y, Vector::from([-1.0, f64::INFINITY, -1e-20]));
    assert!(Vector::from([f64::NAN]).elu(1.0).as_slice()[0].is_nan());
}
