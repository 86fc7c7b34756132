use crate::ops::prelude::*;

unary! {
    /// The largest integer not above each element.
    ///
    /// yᵢ = ⌊xᵢ⌋
    ///
    /// ±∞, ±0 and NaN stay what they are. The derivative is 0 everywhere, at the jumps too.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-1.5, 2.7]).floor(), Vector::from([-2.0, 2.0]));
    /// ```
    floor;
    value |x| x.floor();
    cotangent |x, y, ct| T::ZERO;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(floor, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(floor, |T| random::<T>(2));
    let y = Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3.0]).floor();
    assert_eq!(y, Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3.0]));
    assert!(Vector::from([-0f64]).floor().as_slice()[0].is_sign_negative());
    assert!(Vector::from([f64::NAN]).floor().as_slice()[0].is_nan());
    assert_eq!(slope::<floor>(1.0), 0.0);
}
