use crate::ops::prelude::*;
use crate::ops::elementwise::{at_least, within};
use super::sigmoid::sigmoid;

/// Beyond this, sigmoid is exactly 0 or 1.
const SATURATED: f64 = 1000.0;

unary! {
    /// The sigmoid linear unit (swish), element by element.
    ///
    /// yᵢ = xᵢ σ(xᵢ), σ = sigmoid, and dyᵢ/dxᵢ = σ(xᵢ) (1 + xᵢ σ(−xᵢ))
    ///
    /// −∞ gives the limit −0 (the formula in NumPy: NaN), with derivative 0; ∞ gives ∞, with derivative 1; NaN gives NaN.
    /// Where σ(xᵢ) is subnormal (`f32`: below −87) the result has as few digits as it.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 1000.0, -1000.0]).silu(), Vector::from([0.0, 1000.0, 0.0]));
    /// ```
    ///
    /// Source: Elfwing, Uchibe and Doya, *Sigmoid-Weighted Linear Units for Neural Network Function Approximation* (2017).
    silu;
    value |x| at_least(x, -SATURATED) * sigmoid::value(x);
    cotangent |x, y, ct| ct * sigmoid::value(x) * (T::ONE + within(x, SATURATED) * sigmoid::value(-x));
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(silu, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(silu, |T| random::<T>(2));
    let y = Vector::from([f64::INFINITY, f64::NEG_INFINITY, 3f64.ln()]).silu();
    assert_close("silu", &y.as_slice()[1..], &[0.0, 0.75 * 3f64.ln()], 1e-15);
    assert_eq!(y.as_slice()[0], f64::INFINITY);
    assert!(Vector::from([f64::NAN]).silu().as_slice()[0].is_nan());
    assert_eq!([slope::<silu>(0.0), slope::<silu>(f64::INFINITY), slope::<silu>(f64::NEG_INFINITY)], [0.5, 1.0, 0.0]);
}
