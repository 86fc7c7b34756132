use crate::ops::prelude::*;

unary! {
    /// The cosine of angles in radians, element by element.
    ///
    /// yᵢ = cos xᵢ, and dyᵢ/dxᵢ = −sin xᵢ
    ///
    /// ±∞ gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0]).cos(), Vector::from([1.0]));
    /// ```
    cos;
    value |x| x.cos();
    cotangent |x, y, ct| -(ct * x.sin());
    needs (Yes, No)
    values T::cos_each
}

#[cfg(test)]
pub(super) fn cases() {
    check!(cos, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(cos, |T| random::<T>(2));
    assert!(Vector::from([f64::INFINITY]).cos().as_slice()[0].is_nan());
    assert_eq!(slope::<cos>(0.0), 0.0);
}
