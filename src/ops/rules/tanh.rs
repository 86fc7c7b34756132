use crate::ops::prelude::*;

unary! {
    /// The hyperbolic tangent, element by element.
    ///
    /// yᵢ = tanh xᵢ, and dyᵢ/dxᵢ = 1 − yᵢ²
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 1000.0]).tanh(), Vector::from([0.0, 1.0]));
    /// ```
    tanh;
    value |x| x.tanh();
    cotangent |x, y, ct| ct * (T::ONE - y * y);
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(tanh, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(tanh, |T| random::<T>(2));
    assert_eq!(Vector::from([f64::INFINITY, -0.0]).tanh(), Vector::from([1.0, -0.0]));
}
