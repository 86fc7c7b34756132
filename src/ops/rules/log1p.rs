use crate::ops::prelude::*;

unary! {
    /// ln(1 + x), element by element, accurate for small x.
    ///
    /// yᵢ = ln(1 + xᵢ), and dyᵢ/dxᵢ = 1/(1 + xᵢ)
    ///
    /// −1 gives −∞, with derivative ∞; anything below gives NaN; ±0 gives ±0. On plain numbers the method is `ln_1p`.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 1e-20]).log1p(), Vector::from([0.0, 1e-20]));
    /// ```
    log1p as ln_1p;
    value |x| x.ln_1p();
    cotangent |x, y, ct| ct / (T::ONE + x);
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(log1p, |T| positive::<Tensor<T, D2<3, 4>>>(1));
    check!(log1p, |T| positive::<T>(2));
    let y = Vector::from([-1.0, f64::INFINITY, 1e-20]).log1p();
    assert_eq!(y, Vector::from([f64::NEG_INFINITY, f64::INFINITY, 1e-20]));
    assert!(Vector::from([-0f64]).log1p().as_slice()[0].is_sign_negative());
    assert!(Vector::from([-2.0]).log1p().as_slice()[0].is_nan());
    assert_eq!(slope::<log1p>(-1.0), f64::INFINITY);
}
