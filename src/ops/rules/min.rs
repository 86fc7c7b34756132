use crate::ops::prelude::*;

reduction_methods! {
    /// The smallest element.
    ///
    /// y = minᵢ xᵢ
    ///
    /// NaN if there is one, as in NumPy. Of nothing: ∞, or the largest integer (NumPy refuses). Equal smallest elements get an equal
    /// share of the derivative, as in JAX (and PyTorch's `amin`); forward mode takes the mean of two, a weighted one of more.
    Min: min, min_axis, min_keep, min_axes, min_keep_axes, for Number -> T;
    example [[1.0, 2.0], [4.0, 3.0]] => 1.0, rows [1.0, 3.0];
}

reduction! {
    /// min x, and the cotangents ct / (how many are as small) of those that are.
    [T: Number] Min -> T;
    pivot Nothing; fold Smaller;
    term |_, x, _| x;
    finish |min, _, _| min;
    aid Ties<Min>;
    cotangent |x, y, ties, ct, _| if x == y { ct / ties } else { T::ZERO };
    needs (Yes, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(min, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(min_axis, |T| random::<Tensor<T, D3<2, 3, 9>>>(1), At::<1>);
    check!(min_keep, |T| random::<Tensor<T, D2<3, 20>>>(4), At::<1>);
    check!(min_axes, |T| random::<Tensor<T, D3<2, 3, 4>>>(1), Type::<axes![0, 2]>::VALUE);
    assert_eq!(cotangents::<min, _>(&(Vector::from([1.0, 2.0, 1.0]),), &6.0).0, Vector::from([3.0, 0.0, 3.0]));
    assert!(Vector::from([1.0, f64::NAN, 2.0]).min().is_nan());
    assert!(Vector::<f64, 9>::from_index(|i| if i == 0 { f64::NAN } else { 1.0 }).min().is_nan());
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().min(), f64::INFINITY);
    assert_eq!(Tensor::<i8, (Dim<0>,)>::zeros().min(), 127);
    assert_eq!(Vector::from([f64::INFINITY]).min(), f64::INFINITY);
    assert_eq!(Vector::from([-3, -1, -2]).min(), -3);
}
