use crate::ops::prelude::*;

unary! {
    /// The sine of angles in radians, element by element.
    ///
    /// yᵢ = sin xᵢ, and dyᵢ/dxᵢ = cos xᵢ
    ///
    /// ±∞ gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0]).sin(), Vector::from([0.0]));
    /// ```
    sin;
    value |x| x.sin();
    cotangent |x, y, ct| ct * x.cos();
    needs (Yes, No)
    values T::sin_each
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sin, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(sin, |T| random::<T>(2));
    assert!(Vector::from([f64::INFINITY]).sin().as_slice()[0].is_nan());
    assert_eq!(slope::<sin>(0.0), 1.0);
}
