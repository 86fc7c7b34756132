use crate::ops::prelude::*;

reduction_methods! {
    /// The largest element.
    ///
    /// y = maxᵢ xᵢ
    ///
    /// NaN if there is one, as in NumPy. Of nothing: −∞, or the smallest integer (NumPy refuses). Equal largest elements get an equal
    /// share of the derivative, as in JAX (and PyTorch's `amax`); forward mode takes the mean of two, a weighted one of more.
    Max: max, max_axis, max_keep, max_axes, max_keep_axes, for Number -> T;
    example [[1.0, 2.0], [4.0, 3.0]] => 4.0, rows [2.0, 4.0];
}

reduction! {
    /// max x, and the cotangents ct / (how many are as large) of those that are.
    [T: Number] Max -> T;
    pivot Nothing; fold Larger;
    term |_, x, _| x;
    finish |max, _, _| max;
    aid Ties<Max>;
    cotangent |x, y, ties, ct, _| if x == y { ct / ties } else { T::ZERO };
    needs (Yes, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(max, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(max_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(max_keep, |T| random::<Tensor<T, D2<3, 20>>>(4), At::<1>);
    check!(max_axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 2]>::VALUE);
    assert_eq!(cotangents::<max, _>(&(Vector::from([2.0, 1.0, 2.0]),), &6.0).0, Vector::from([3.0, 0.0, 3.0]));
    assert!(Vector::from([1.0, f64::NAN, 2.0]).max().is_nan());
    assert!(Vector::<f64, 9>::from_index(|i| if i == 0 { f64::NAN } else { 1.0 }).max().is_nan());
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().max(), f64::NEG_INFINITY);
    assert_eq!(Tensor::<i8, (Dim<0>,)>::zeros().max(), -128);
    assert_eq!(Vector::from([f64::NEG_INFINITY]).max(), f64::NEG_INFINITY);
    assert_eq!(Vector::from([-3, -1, -2]).max(), -1);
}
