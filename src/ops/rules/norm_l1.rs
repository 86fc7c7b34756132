use crate::ops::prelude::*;
use crate::ops::scalar::along_sign;

reduction_methods! {
    /// The L1 norm: the sum of the magnitudes of all elements.
    ///
    /// y = Σᵢ |xᵢ|, and dy/dxᵢ = sign xᵢ, which is 0 at 0
    NormL1: norm_l1, norm_l1_axis, norm_l1_keep, norm_l1_axes, norm_l1_keep_axes, for Real -> T;
    example [[1.0, -2.0], [3.0, -4.0]] => 10.0, rows [3.0, 7.0];
}

reduction! {
    /// Σ |x|, and its cotangents ct·sign x.
    [T: Real] NormL1 -> T;
    pivot Nothing; fold Plus;
    term |_, x, _| x.abs();
    finish |sum, _, _| sum;
    aid Nothing;
    cotangent |x, _, _, ct, _| along_sign(x, ct);
    needs (Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(norm_l1, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(norm_l1_axis, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<0>);
    assert_eq!(cotangents::<norm_l1, _>(&(Vector::from([2.0, 0.0, -1.0]),), &3.0).0, Vector::from([3.0, 0.0, -3.0]));
}
