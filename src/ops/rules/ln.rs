use crate::ops::prelude::*;

unary! {
    /// The natural logarithm, element by element.
    ///
    /// yᵢ = ln xᵢ, and dyᵢ/dxᵢ = 1/xᵢ
    ///
    /// ±0 gives −∞, with derivative ±∞; a negative number gives NaN; ∞ gives ∞.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.0, 0.0]).ln(), Vector::from([0.0, f64::NEG_INFINITY]));
    /// ```
    ln;
    value |x| x.ln();
    cotangent |x, y, ct| ct / x;
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(ln, |T| above_half::<Tensor<T, D2<3, 4>>>(1));
    check!(ln, |T| above_half::<T>(2));
    assert_eq!(Vector::from([-0.0, f64::INFINITY]).ln(), Vector::from([f64::NEG_INFINITY, f64::INFINITY]));
    assert!(Vector::from([-1.0]).ln().as_slice()[0].is_nan());
    assert_eq!(slope::<ln>(0.0), f64::INFINITY);
    assert_eq!(slope::<ln>(f64::INFINITY), 0.0);
}
