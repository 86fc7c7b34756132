use crate::ops::prelude::*;

unary! {
    /// The square root, element by element.
    ///
    /// yᵢ = √xᵢ, and dyᵢ/dxᵢ = 1/(2yᵢ)
    ///
    /// A negative number gives NaN, ±0 gives ±0. The derivative at 0 is ∞, as in PyTorch and JAX: if zeros occur, take
    /// the root of a safe number ([`select`](Tensor::select)).
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([4.0, 0.0]).sqrt(), Vector::from([2.0, 0.0]));
    /// ```
    sqrt;
    value |x| x.sqrt();
    cotangent |x, y, ct| ct / (y + y);
    needs (No, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sqrt, |T| positive::<Tensor<T, D2<3, 4>>>(1));
    check!(sqrt, |T| positive::<T>(2));
    assert_eq!(Vector::from([f64::INFINITY, 2.25]).sqrt(), Vector::from([f64::INFINITY, 1.5]));
    assert!(Vector::from([-1.0]).sqrt().as_slice()[0].is_nan());
    assert!(Vector::from([-0f64]).sqrt().as_slice()[0].is_sign_negative());
    assert_eq!(slope::<sqrt>(0.0), f64::INFINITY);
    assert_eq!(slope::<sqrt>(f64::INFINITY), 0.0);
}
