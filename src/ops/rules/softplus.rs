use crate::ops::prelude::*;
use crate::ops::elementwise::minus_abs;
use super::sigmoid::sigmoid;

unary! {
    /// A smooth relu, element by element.
    ///
    /// yᵢ = ln(1 + exp xᵢ), computed as max(xᵢ, 0) + ln(1 + exp(−|xᵢ|)), and dyᵢ/dxᵢ = sigmoid xᵢ
    ///
    /// Nothing overflows: −∞ gives 0, ∞ gives ∞, NaN gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 1000.0, -1000.0]).softplus(), Vector::from([2f64.ln(), 1000.0, 0.0]));
    /// ```
    ///
    /// Source: Dugas et al., *Incorporating Second-Order Functional Knowledge for Better Option Pricing* (2001).
    softplus;
    value |x| {
        let positive_part = if x < T::ZERO { T::ZERO } else { x };
        positive_part + minus_abs(x).exp().ln_1p()
    };
    cotangent |x, y, ct| ct * sigmoid::value(x);
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(softplus, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(softplus, |T| random::<T>(2));
    let y = Vector::from([f64::INFINITY, f64::NEG_INFINITY, -40.0]).softplus();
    assert_eq!(y, Vector::from([f64::INFINITY, 0.0, (-40f64).exp()]));
    assert!(Vector::from([f64::NAN]).softplus().as_slice()[0].is_nan());
    assert_eq!([slope::<softplus>(0.0), slope::<softplus>(1000.0), slope::<softplus>(-1000.0)], [0.5, 1.0, 0.0]);
}
