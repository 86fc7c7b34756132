use crate::ops::prelude::*;
use crate::ops::elementwise::minus_abs;

unary! {
    /// The logistic function, element by element.
    ///
    /// yᵢ = 1/(1 + exp(−xᵢ)), and dyᵢ/dxᵢ = yᵢ(1 − yᵢ)
    ///
    /// Nothing overflows: −∞ gives 0, ∞ gives 1, NaN gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 1000.0, -1000.0]).sigmoid(), Vector::from([0.5, 1.0, 0.0]));
    /// ```
    sigmoid;
    value |x| {
        let e = minus_abs(x).exp();
        if x < T::ZERO { e / (T::ONE + e) } else { T::ONE / (T::ONE + e) }
    };
    cotangent |x, y, ct| ct * y * (T::ONE - y);
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sigmoid, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(sigmoid, |T| random::<T>(2));
    let y = Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3f64.ln(), -3f64.ln()]).sigmoid();
    assert_close("sigmoid", y.as_slice(), &[1.0, 0.0, 0.75, 0.25], 1e-15);
    assert!(Vector::from([f64::NAN]).sigmoid().as_slice()[0].is_nan());
    assert_eq!([slope::<sigmoid>(0.0), slope::<sigmoid>(-1000.0), slope::<sigmoid>(1000.0)], [0.25, 0.0, 0.0]);
    assert!(Vector::from([-80f32]).sigmoid().as_slice()[0] > 1e-35, "no underflow before exp itself");
}
