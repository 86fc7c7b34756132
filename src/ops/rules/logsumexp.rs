use super::max::Max;
use crate::ops::prelude::*;

reduction_methods! {
    /// The logarithm of the sum of the exponentials, finite wherever the result is.
    ///
    /// y = m + ln Σᵢ exp(xᵢ − m), m = maxᵢ xᵢ, and dy/dxᵢ = exp(xᵢ − y)
    ///
    /// Of nothing, or of elements that are all −∞: −∞, with derivative 0.
    LogSumExp: logsumexp, logsumexp_axis, logsumexp_keep, logsumexp_axes, logsumexp_keep_axes, for Real -> T;
    example [[1000.0, 1000.0], [0.0, 0.0]] => 1000.0 + 2f64.ln(), rows [1000.0 + 2f64.ln(), 2f64.ln()];
}

reduction! {
    /// m + ln Σ exp(x − m), and its cotangents ct·exp(x − y).
    [T: Real] LogSumExp -> T;
    pivot Max; fold Plus;
    term |_, x, max| (x - shift(max)).exp();
    finish |sum, max, _| if sum == T::ZERO { -T::INFINITY } else { shift(max) + sum.ln() };
    aid Nothing;
    cotangent |x, y, _, ct, _| if y == -T::INFINITY { T::ZERO } else { ct * (x - y).exp() };
    needs (Yes, Yes)
}

/// What is taken off before the exponential: nothing if the maximum is infinite, whose difference to itself is NaN.
#[inline(always)]
fn shift<T: Real>(max: T) -> T {
    if max.is_finite() { max } else { T::ZERO }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(logsumexp, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(logsumexp_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(logsumexp_keep, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<1>);
    assert_eq!(Vector::from([-1000.0, -1000.0]).logsumexp(), -1000.0 + 2f64.ln());
    assert_eq!(Vector::from([f64::NEG_INFINITY, 3.0]).logsumexp(), 3.0);
    let nothing = Vector::from([f64::NEG_INFINITY; 2]);
    assert_eq!(nothing.logsumexp(), f64::NEG_INFINITY);
    assert_eq!(cotangents::<logsumexp, _>(&(nothing,), &1.0).0, Vector::zeros());
    assert_eq!(Vector::from([f64::INFINITY, 3.0]).logsumexp(), f64::INFINITY);
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().logsumexp(), f64::NEG_INFINITY);
    assert!(Vector::from([f64::NAN, 3.0]).logsumexp().is_nan());
}
