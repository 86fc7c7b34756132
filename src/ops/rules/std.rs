use super::mean::Mean;
use super::var::freedom;
use crate::ops::prelude::*;
use crate::ops::scalar::{ratio, root};

reduction_methods! {
    /// The standard deviation of all elements, as of a whole population: the root of [`var`](Tensor::var).
    ///
    /// y = √(1/n Σᵢ (xᵢ − x̄)²)
    ///
    /// The derivative where all elements are equal is 0. Of nothing: NaN.
    Std<0>: std, std_axis, std_keep, std_axes, std_keep_axes, for Real -> T;
    example [[1.0, 3.0], [1.0, 3.0]] => 1.0, rows [1.0, 1.0];
}
reduction_methods! {
    /// The standard deviation of all elements, from a sample: the root of [`var_unbiased`](Tensor::var_unbiased).
    ///
    /// y = √(1/(n − 1) Σᵢ (xᵢ − x̄)²)
    ///
    /// The derivative where all elements are equal is 0. Of nothing, or of one number: NaN.
    Std<1>: std_unbiased, std_unbiased_axis, std_unbiased_keep, std_unbiased_axes, std_unbiased_keep_axes, for Real -> T;
    example [[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]] => 3.2f64.sqrt(), rows [1.0, 2.0];
}

reduction! {
    /// √(Σ (x − x̄)² / (n − D)), and its cotangents ct·(x − x̄)/((n − D)·y).
    [T: Real, const D: usize] Std<D> -> T;
    pivot Mean; fold Plus;
    term |_, x, mean| (x - mean) * (x - mean);
    finish |squares, _, n| root(squares / freedom::<T, D>(n));
    aid Mean;
    cotangent |x, y, mean, ct, n| ratio(ct * (x - mean), freedom::<T, D>(n) * y);
    needs (Yes, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(std, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(std_unbiased, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(std_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(std_unbiased_keep, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<1>);
    // At the kink.
    check!(std, |T| Tensor::<T, (Dim<3>,)>::zeros());
    assert_eq!(Vector::from([5.0]).std(), 0.0);
    assert!(Vector::from([5.0]).std_unbiased().is_nan());
    assert!(Tensor::<f64, (Dim<0>,)>::zeros().std().is_nan());
}
