use crate::ops::prelude::*;
use crate::ops::scalar::{ratio, root};

reduction_methods! {
    /// The Euclidean norm of all elements.
    ///
    /// y = √(Σᵢ xᵢ²), and dy/dxᵢ = xᵢ/y, which is 0 where y is 0 (as in PyTorch)
    ///
    /// The squares are not scaled: they overflow where the largest float's root is exceeded, as in NumPy.
    NormL2: norm_l2, norm_l2_axis, norm_l2_keep, norm_l2_axes, norm_l2_keep_axes, for Real -> T;
    example [[3.0, 4.0], [0.0, 12.0]] => 13.0, rows [5.0, 12.0];
}

reduction! {
    /// √(Σ x²), and its cotangents ct·x/y.
    [T: Real] NormL2 -> T;
    pivot Nothing; fold Plus;
    term |_, x, _| x * x;
    finish |sum, _, _| root(sum);
    aid Nothing;
    cotangent |x, y, _, ct, _| ratio(ct * x, y);
    needs (Yes, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(norm_l2, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(norm_l2_axis, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<0>);
    check!(norm_l2_keep, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<1>);
    assert_eq!(cotangents::<norm_l2, _>(&(Vector::from([0.0, 0.0]),), &1.0).0, Vector::from([0.0, 0.0]));
    assert_eq!(eval1::<norm_l2, _>(&Vector::from([Dual64 { re: 0.0, eps: 1.0 }])).eps, 0.0);
}
