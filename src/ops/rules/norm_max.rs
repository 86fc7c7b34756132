use crate::ops::prelude::*;
use crate::ops::scalar::along_sign;

reduction_methods! {
    /// The maximum norm: the largest magnitude of all elements.
    ///
    /// y = maxᵢ |xᵢ|
    ///
    /// NaN if there is one. Of nothing: 0 (NumPy refuses). The derivative of equal largest magnitudes is an equal share for each, with its
    /// sign; 0 where all elements are 0.
    NormMax: norm_max, norm_max_axis, norm_max_keep, norm_max_axes, norm_max_keep_axes, for Real -> T;
    example [[1.0, -2.0], [3.0, -4.0]] => 4.0, rows [2.0, 4.0];
}

reduction! {
    /// max |x|, and the cotangents ct·sign x / (how many are as large) of those that are.
    [T: Real] NormMax -> T;
    pivot Nothing; fold Larger;
    term |_, x, _| x.abs();
    finish |max, _, _| if max < T::ZERO { T::ZERO } else { max };
    aid Ties<NormMax>;
    cotangent |x, y, ties, ct, _| if x.abs() == y { along_sign(x, ct / ties) } else { T::ZERO };
    needs (Yes, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(norm_max, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(norm_max_axis, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<0>);
    assert_eq!(cotangents::<norm_max, _>(&(Vector::from([2.0, 1.0, -2.0]),), &6.0).0, Vector::from([3.0, 0.0, -3.0]));
    assert_eq!(cotangents::<norm_max, _>(&(Vector::from([0.0, 0.0]),), &6.0).0, Vector::from([0.0, 0.0]));
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().norm_max(), 0.0);
    assert!(Vector::from([-1.0, f64::NAN]).norm_max().is_nan());
}
