use crate::ops::prelude::*;

reduction_methods! {
    /// The mean of all elements.
    ///
    /// y = 1/n Σᵢ xᵢ
    ///
    /// Of nothing: NaN, as in NumPy.
    Mean: mean, mean_axis, mean_keep, mean_axes, mean_keep_axes, for Real -> T;
    example [[1.0, 2.0], [3.0, 4.0]] => 2.5, rows [1.5, 3.5];
}

reduction! {
    /// 1/n Σ x, and its cotangents ct/n.
    [T: Real] Mean -> T;
    pivot Nothing; fold Plus;
    term |_, x, _| x;
    finish |sum, _, n| sum / n;
    aid Nothing;
    cotangent |_, _, _, ct, n| ct / n;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(mean, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(mean_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(mean_keep_axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 2]>::VALUE);
    assert!(Tensor::<f64, (Dim<0>,)>::zeros().mean().is_nan());
    assert_eq!(Vector::from([7.0]).mean(), 7.0);
    assert_eq!(Vector::from([1.0, f64::INFINITY]).mean(), f64::INFINITY);
}
