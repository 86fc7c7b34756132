use crate::ops::prelude::*;

unary! {
    /// The nearest integer, at a tie the even one, of each element, as NumPy.
    ///
    /// ±∞, ±0 and NaN stay what they are. The derivative is 0 everywhere, at the jumps too. On plain numbers the method is `round_ties_even`.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.5, 1.5, -2.6]).round(), Vector::from([0.0, 2.0, -3.0]));
    /// ```
    round as round_ties_even;
    value |x| x.round_ties_even();
    cotangent |x, y, ct| T::ZERO;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(round, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(round, |T| random::<T>(2));
    let y = Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3.0]).round();
    assert_eq!(y, Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3.0]));
    assert!(Vector::from([-0f64]).round().as_slice()[0].is_sign_negative());
    assert!(Vector::from([f64::NAN]).round().as_slice()[0].is_nan());
    assert_eq!(slope::<round>(1.0), 0.0);
}
