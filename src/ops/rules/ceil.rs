use crate::ops::prelude::*;

unary! {
    /// The smallest integer not below each element.
    ///
    /// yᵢ = ⌈xᵢ⌉
    ///
    /// ±∞, ±0 and NaN stay what they are. The derivative is 0 everywhere, at the jumps too.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-1.5, 2.3]).ceil(), Vector::from([-1.0, 3.0]));
    /// ```
    ceil;
    value |x| x.ceil();
    cotangent |x, y, ct| T::ZERO;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(ceil, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(ceil, |T| random::<T>(2));
    let y = Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3.0]).ceil();
    assert_eq!(y, Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3.0]));
    assert!(Vector::from([-0f64]).ceil().as_slice()[0].is_sign_negative());
    assert!(Vector::from([f64::NAN]).ceil().as_slice()[0].is_nan());
    assert_eq!(slope::<ceil>(1.0), 0.0);
}
