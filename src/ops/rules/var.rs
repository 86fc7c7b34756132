use super::mean::Mean;
use crate::ops::prelude::*;

reduction_methods! {
    /// The variance of all elements, as of a whole population (NumPy's and JAX's default).
    ///
    /// y = 1/n Σᵢ (xᵢ − x̄)², the mean x̄ found before
    ///
    /// Of nothing: NaN.
    Var<0>: var, var_axis, var_keep, var_axes, var_keep_axes, for Real -> T;
    example [[1.0, 3.0], [2.0, 6.0]] => 3.5, rows [1.0, 4.0];
}
reduction_methods! {
    /// The variance of all elements, estimated without bias from a sample (`ddof = 1`; PyTorch's default).
    ///
    /// y = 1/(n − 1) Σᵢ (xᵢ − x̄)²
    ///
    /// Of nothing, or of one number: NaN.
    Var<1>: var_unbiased, var_unbiased_axis, var_unbiased_keep, var_unbiased_axes, var_unbiased_keep_axes, for Real -> T;
    example [[1.0, 3.0], [1.0, 3.0]] => 4.0 / 3.0, rows [2.0, 2.0];
}

reduction! {
    /// Σ (x − x̄)² / (n − D), and its cotangents 2·ct·(x − x̄)/(n − D).
    [T: Real, const D: usize] Var<D> -> T;
    pivot Mean; fold Plus;
    term |_, x, mean| (x - mean) * (x - mean);
    finish |squares, _, n| squares / freedom::<T, D>(n);
    aid Mean;
    cotangent |x, _, mean, ct, n| T::from_f64(2.0) * ct * (x - mean) / freedom::<T, D>(n);
    needs (Yes, No)
}

/// n − D, never negative.
#[inline(always)]
pub(super) fn freedom<T: Real, const D: usize>(n: T) -> T {
    let left = n - T::from_f64(D as f64);
    if left > T::ZERO { left } else { T::ZERO }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(var, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(var_unbiased, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(var_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(var_unbiased_keep, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<1>);
    check!(var_keep_axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 2]>::VALUE);
    assert_eq!(Vector::from([5.0]).var(), 0.0);
    assert!(Vector::from([5.0]).var_unbiased().is_nan());
    assert!(Tensor::<f64, (Dim<0>,)>::zeros().var().is_nan());
    assert!(Tensor::<f64, (Dim<0>,)>::zeros().var_unbiased().is_nan());
    // The mean of the squares less the square of the mean would give 0 or less.
    assert_eq!(Vector::from([1e9, 1e9 + 2.0]).var(), 1.0);
}
