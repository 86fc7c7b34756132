use crate::ops::prelude::*;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The leaky rectified linear unit, element by element; with a tensor of slopes the parametric one (PReLU).
    ///
    /// yᵢ = xᵢ if xᵢ > 0, else slopeᵢ xᵢ
    ///
    /// The derivative at 0 is the slope, as in PyTorch. NaN gives NaN.
    ///
    /// # Shapes
    /// As for `+`; the slope is mostly a number.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-2.0, 3.0]).leaky_relu(0.5), Vector::from([-1.0, 3.0]));
    /// ```
    ///
    /// Source: Maas, Hannun and Ng, *Rectifier Nonlinearities Improve Neural Network Acoustic Models* (2013).
    pub fn leaky_relu<B: Operand<T>>(&self, slope: B) -> Tensor<T, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &slope, leaky_relu::value)
    }
}
method!(leaky_relu for [T: Real, S: Shape] Tensor<T, S>);

binary! {
    /// The operation behind [`Tensor::leaky_relu`].
    leaky_relu over Real;
    value |x, slope| if x > T::ZERO { x } else { slope * x };
    cotangents |x, slope, y, ct|
        if x > T::ZERO { ct } else { slope * ct },
        if x > T::ZERO { T::ZERO } else { x * ct };
    needs (Yes, Yes, No)
}
method!(leaky_relu for [T: Real] T);

#[cfg(test)]
pub(super) fn cases() {
    check!(leaky_relu, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<T>(2));
    check!(leaky_relu, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    check!(leaky_relu, |T| random::<T>(1), random::<T>(2));
    assert_eq!(slopes::<leaky_relu>(0.0, 0.1), [0.1, 0.0]);
    assert_eq!(Vector::from([-0.0, f64::INFINITY]).leaky_relu(0.1), Vector::from([0.0, f64::INFINITY]));
    assert!(Vector::from([f64::NAN]).leaky_relu(0.1).as_slice()[0].is_nan());
}
