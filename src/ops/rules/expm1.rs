use crate::ops::prelude::*;

unary! {
    /// exp x − 1, element by element, accurate for small x.
    ///
    /// yᵢ = exp xᵢ − 1, and dyᵢ/dxᵢ = yᵢ + 1
    ///
    /// −∞ gives −1, ∞ gives ∞, ±0 gives ±0, NaN gives NaN. On plain numbers the method is `exp_m1`.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 1e-20]).expm1(), Vector::from([0.0, 1e-20]));
    /// ```
    expm1 as exp_m1;
    value |x| x.exp_m1();
    cotangent |x, y, ct| ct * (y + T::ONE);
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(expm1, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(expm1, |T| random::<T>(2));
    let y = Vector::from([f64::NEG_INFINITY, f64::INFINITY, 1e-20]).expm1();
    assert_eq!(y, Vector::from([-1.0, f64::INFINITY, 1e-20]));
    assert!(Vector::from([-0f64]).expm1().as_slice()[0].is_sign_negative());
    assert!(Vector::from([f64::NAN]).expm1().as_slice()[0].is_nan());
}
