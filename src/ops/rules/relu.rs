use crate::ops::prelude::*;

unary! {
    /// The rectified linear unit, element by element.
    ///
    /// yᵢ = max(xᵢ, 0)
    ///
    /// The derivative at 0 is 0, as in PyTorch. NaN gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-1.0, 2.0]).relu(), Vector::from([0.0, 2.0]));
    /// ```
    ///
    /// Source: Nair and Hinton, *Rectified Linear Units Improve Restricted Boltzmann Machines* (2010).
    relu;
    value |x| if x <= T::ZERO { T::ZERO } else { x };
    cotangent |x, y, ct| if y <= T::ZERO { T::ZERO } else { ct };
    needs (No, Yes)
    is Cheap
}

#[cfg(test)]
pub(super) fn cases() {
    check!(relu, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(relu, |T| random::<T>(2));
    let y = Vector::from([0.0, -0.0, 3.0, f64::NEG_INFINITY, f64::INFINITY]).relu();
    assert_eq!(y, Vector::from([0.0, 0.0, 3.0, 0.0, f64::INFINITY]));
    assert!(Vector::from([f64::NAN]).relu().as_slice()[0].is_nan());
    assert_eq!([slope::<relu>(-1.0), slope::<relu>(-0.0), slope::<relu>(0.0), slope::<relu>(1.0)], [0.0, 0.0, 0.0, 1.0]);
}
