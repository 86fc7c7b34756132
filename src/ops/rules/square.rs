use crate::ops::prelude::*;

unary! {
    /// The square, element by element.
    ///
    /// yᵢ = xᵢ², and dyᵢ/dxᵢ = 2xᵢ
    ///
    /// Integers go round at the end of their range.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-2.0, 3.0]).square(), Vector::from([4.0, 9.0]));
    /// ```
    square over Number;
    value |x| x.times(x);
    cotangent |x, y, ct| ct.times(x.plus(x));
    needs (Yes, No)
    is Cheap
}

#[cfg(test)]
pub(super) fn cases() {
    check!(square, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(square, |T| random::<T>(2));
    assert_eq!(Vector::from([f64::NEG_INFINITY, -0.0]).square(), Vector::from([f64::INFINITY, 0.0]));
    assert_eq!(Vector::from([-3, 1 << 16]).square(), Vector::from([9, 0]));
    assert!(Vector::from([f64::NAN]).square().as_slice()[0].is_nan());
}
