use core::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

use crate::ops::elementwise::{at_least, within};
use crate::ops::prelude::*;

/// Beyond this, Φ is exactly 0 or 1.
const SATURATED: f64 = 100.0;

unary! {
    /// The Gaussian error linear unit, element by element.
    ///
    /// yᵢ = xᵢ Φ(xᵢ), Φ(x) = ½(1 + erf(x/√2)), the distribution function of the standard normal distribution, and dyᵢ/dxᵢ = Φ(xᵢ) + xᵢ φ(xᵢ), φ(x) = exp(−x²/2)/√(2π)
    ///
    /// Far below 0 too it has all its digits, within 6 units in the last place (½(1 + erf) would cancel to nothing there).
    /// −∞ gives the limit −0 (the formula in NumPy: NaN), with derivative 0; ∞ gives ∞, with derivative 1; NaN gives NaN.
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([0.0, 100.0, -100.0]).gelu(), Vector::from([0.0, 100.0, 0.0]));
    /// ```
    ///
    /// Source: Hendrycks and Gimpel, *Gaussian Error Linear Units (GELUs)* (2016).
    gelu;
    value |x| at_least(x, -SATURATED) * x.normal_cdf();
    cotangent |x, y, ct| {
        let t = within(x, SATURATED);
        let density = T::from_f64(FRAC_2_SQRT_PI * FRAC_1_SQRT_2 * 0.5) * (T::from_f64(-0.5) * t * t).exp();
        ct * (x.normal_cdf() + t * density)
    };
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(gelu, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(gelu, |T| random::<T>(2));
    // Φ(1) from a table.
    let y = Vector::from([1.0, -1.0, f64::NEG_INFINITY]).gelu();
    assert_close("gelu", y.as_slice(), &[0.841_344_746_068_543, -0.158_655_253_931_457, 0.0], 1e-14);
    assert_eq!(Vector::from([f64::INFINITY]).gelu(), Vector::from([f64::INFINITY]));
    assert!(Vector::from([f64::NAN]).gelu().as_slice()[0].is_nan());
    assert_eq!([slope::<gelu>(0.0), slope::<gelu>(f64::INFINITY), slope::<gelu>(f64::NEG_INFINITY)], [0.5, 1.0, 0.0]);
}
