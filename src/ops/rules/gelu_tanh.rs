use super::sigmoid::sigmoid;
use crate::ops::elementwise::{at_least, within};
use crate::ops::prelude::*;

/// √(2/π)
const SCALE: f64 = 0.797_884_560_802_865_4;
const CUBIC: f64 = 0.044_715;
/// Beyond this, the sigmoid is exactly 0 or 1.
const SATURATED: f64 = 100.0;

/// 2u = 2 √(2/π) (x + 0.044715 x³), for x within the range that matters.
#[inline(always)]
fn inner<T: Real>(x: T) -> T {
    let x = within(x, SATURATED);
    T::from_f64(2.0 * SCALE) * x * (T::ONE + T::from_f64(CUBIC) * x * x)
}

unary! {
    /// The Gaussian error linear unit in its tanh approximation, element by element.
    ///
    /// yᵢ = ½ xᵢ (1 + tanh u), u = √(2/π) (xᵢ + 0.044715 xᵢ³), and
    /// dyᵢ/dxᵢ = ½ (1 + tanh u) + ½ xᵢ (1 − tanh² u) √(2/π) (1 + 0.134145 xᵢ²)
    ///
    /// ½ (1 + tanh u) is computed as sigmoid 2u, which keeps its digits where xᵢ is far below 0: the result is within 4 + 4|u|
    /// units in the last place. −∞ gives the limit −0 (the formula in NumPy: NaN), with derivative 0; ∞ gives ∞, with
    /// derivative 1; NaN gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 100.0, -100.0]).gelu_tanh(), Vector::from([0.0, 100.0, 0.0]));
    /// ```
    ///
    /// Source: Hendrycks and Gimpel, *Gaussian Error Linear Units (GELUs)* (2016).
    gelu_tanh;
    value |x| at_least(x, -SATURATED) * sigmoid::value(inner(x));
    cotangent |x, y, ct| {
        let (t, open) = (within(x, SATURATED), sigmoid::value(inner(x)));
        let inner_slope = T::from_f64(2.0 * SCALE) * (T::ONE + T::from_f64(3.0 * CUBIC) * t * t);
        ct * open * (T::ONE + t * (T::ONE - open) * inner_slope)
    };
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(gelu_tanh, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(gelu_tanh, |T| random::<T>(2));
    // The values of PyTorch's `gelu(approximate="tanh")`.
    let y = Vector::from([1.0, -1.0, f64::NEG_INFINITY]).gelu_tanh();
    assert_close("gelu_tanh", y.as_slice(), &[0.841_191_990_608_276, -0.158_808_009_391_723, 0.0], 1e-12);
    assert_eq!(Vector::from([f64::INFINITY]).gelu_tanh(), Vector::from([f64::INFINITY]));
    assert!(Vector::from([f64::NAN]).gelu_tanh().as_slice()[0].is_nan());
    let at = [slope::<gelu_tanh>(0.0), slope::<gelu_tanh>(f64::INFINITY), slope::<gelu_tanh>(f64::NEG_INFINITY)];
    assert_eq!(at, [0.5, 1.0, 0.0]);
}
