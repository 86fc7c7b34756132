use crate::kernels::lanes::is_nan;
use crate::ops::prelude::*;

unary! {
    /// The sign, element by element: −1, 0 or 1.
    ///
    /// yᵢ = 1 if xᵢ > 0, −1 if xᵢ < 0, else 0
    ///
    /// NaN gives NaN, ±0 gives 0. The derivative is 0 everywhere, at the jump too.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-2.5, 0.0, 3.0]).sign(), Vector::from([-1.0, 0.0, 1.0]));
    /// ```
    sign over Number;
    value |x| if x > T::ZERO {
        T::ONE
    } else if x < T::ZERO {
        T::ONE.negated()
    } else if is_nan(x) {
        x
    } else {
        T::ZERO
    };
    cotangent |x, y, ct| T::ZERO;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sign, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(sign, |T| random::<T>(2));
    assert_eq!(Vector::from([f64::NEG_INFINITY, f64::INFINITY]).sign(), Vector::from([-1.0, 1.0]));
    assert_eq!(Vector::from([i32::MIN, 0, 5]).sign(), Vector::from([-1, 0, 1]));
    assert_eq!(Vector::from([0u8, 200]).sign(), Vector::from([0, 1]));
    assert!(Vector::from([-0f64]).sign().as_slice()[0].is_sign_positive());
    assert!(Vector::from([f64::NAN]).sign().as_slice()[0].is_nan());
    assert_eq!([slope::<sign>(-2.0), slope::<sign>(0.0)], [0.0, 0.0]);
}
