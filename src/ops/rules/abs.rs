use crate::ops::prelude::*;
use super::sign::sign;

unary! {
    /// The absolute value, element by element.
    ///
    /// yᵢ = |xᵢ|, and dyᵢ/dxᵢ = sign xᵢ
    ///
    /// The derivative at ±0 is 0, as in PyTorch and JAX. NaN gives NaN. The least integer of its type stays, as in NumPy.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([-2.0, 3.0]).abs(), Vector::from([2.0, 3.0]));
    /// ```
    abs over Number;
    value |x| x.abs();
    cotangent |x, y, ct| ct.times(sign::value(x));
    needs (Yes, No)
    is Cheap
}

#[cfg(test)]
pub(super) fn cases() {
    check!(abs, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(abs, |T| random::<T>(2));
    assert_eq!(Vector::from([f64::NEG_INFINITY, -0.5]).abs(), Vector::from([f64::INFINITY, 0.5]));
    assert_eq!(Vector::from([-7, 7, i32::MIN]).abs(), Vector::from([7, 7, i32::MIN]));
    assert_eq!(Vector::from([0u8, 200]).abs(), Vector::from([0, 200]));
    assert!(Vector::from([-0f64]).abs().as_slice()[0].is_sign_positive());
    assert!(Vector::from([f64::NAN]).abs().as_slice()[0].is_nan());
    assert_eq!([slope::<abs>(-2.0), slope::<abs>(0.0), slope::<abs>(-0.0), slope::<abs>(2.0)], [-1.0, 0.0, 0.0, 1.0]);
}
