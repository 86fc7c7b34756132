use crate::ops::prelude::*;

unary! {
    /// The exponential, element by element.
    ///
    /// yᵢ = exp xᵢ, and dyᵢ/dxᵢ = yᵢ
    ///
    /// exp(−∞) = 0, exp(∞) = ∞, NaN gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, f64::NEG_INFINITY]).exp(), Vector::from([1.0, 0.0]));
    /// ```
    exp;
    value |x| x.exp();
    cotangent |x, y, ct| ct * y;
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(exp, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(exp, |T| random::<T>(2));
    let y = Vector::from([f64::NEG_INFINITY, f64::INFINITY, -0.0, 1000.0]).exp();
    assert_eq!(y, Vector::from([0.0, f64::INFINITY, 1.0, f64::INFINITY]));
    assert!(Vector::from([f64::NAN]).exp().as_slice()[0].is_nan());
}
