use crate::ops::prelude::*;

unary! {
    /// The tangent of angles in radians, element by element.
    ///
    /// yᵢ = tan xᵢ, and dyᵢ/dxᵢ = 1 + yᵢ²
    ///
    /// ±∞ gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let y = Vector::from([0.0f64, 1.0]).tan();
    /// assert!(y.is_close(&Vector::from([0.0, 1f64.tan()]), 1e-15, 0.0));
    /// ```
    tan;
    value |x| x.tan();
    cotangent |x, y, ct| ct * (T::ONE + y * y);
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(tan, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(tan, |T| random::<T>(2));
    assert!(Vector::from([f64::INFINITY]).tan().as_slice()[0].is_nan());
    assert_eq!(slope::<tan>(0.0), 1.0);
}
