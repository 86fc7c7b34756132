use crate::ops::prelude::*;

unary! {
    /// The reciprocal, element by element.
    ///
    /// yᵢ = 1/xᵢ, and dyᵢ/dxᵢ = −yᵢ²
    ///
    /// ±0 gives ±∞, with derivative −∞; ±∞ gives ±0.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([2.0, 0.0]).recip(), Vector::from([0.5, f64::INFINITY]));
    /// ```
    recip;
    value |x| T::ONE / x;
    cotangent |x, y, ct| -(ct * y * y);
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(recip, |T| apart::<Tensor<T, D2<3, 4>>>(1));
    check!(recip, |T| apart::<T>(2));
    let y = Vector::from([-0.0, f64::INFINITY, -4.0]).recip();
    assert_eq!(y, Vector::from([f64::NEG_INFINITY, 0.0, -0.25]));
    assert_eq!([slope::<recip>(0.0), slope::<recip>(f64::INFINITY)], [f64::NEG_INFINITY, 0.0]);
}
