use super::min::Min;
use crate::kernels::lanes::is_nan;
use crate::ops::prelude::*;

reduction_methods! {
    /// Where the smallest element stands: its row-major index (along axes, among those axes).
    ///
    /// The first of equals. The first NaN, if there is one, as in NumPy. Of nothing: 0 (NumPy refuses). It has no derivative.
    ArgMin: argmin, argmin_axis, argmin_keep, argmin_axes, argmin_keep_axes, for Number -> usize;
    example [[1.0, 2.0], [4.0, 3.0]] => 0, rows [0, 1];
}

reduction! {
    /// The first k where x is the minimum.
    [T: Number] ArgMin -> usize;
    pivot Min; fold Smaller;
    term |k, x, min| if x == min || is_nan(x) { k } else { usize::MAX };
    finish |first, _, _| if first == usize::MAX { 0 } else { first };
    aid Nothing;
    cotangent |_, _, _, _, _| T::ZERO;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(argmin, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(argmin_axis, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<0>);
    assert_eq!(Vector::from([3.0, 1.0, 1.0]).argmin(), 1);
    assert_eq!(Vector::from([1.0, f64::NAN, 3.0, f64::NAN]).argmin(), 1);
    assert_eq!(Vector::from([f64::INFINITY, f64::INFINITY]).argmin(), 0);
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().argmin(), 0);
    let x = Tensor::<i32, D3<2, 2, 2>>::from([[[0, 5], [1, 2]], [[7, 5], [3, 4]]]);
    assert_eq!(x.argmin(), 0);
    assert_eq!(x.argmin_axis::<0>(), Matrix::from([[0, 0], [0, 0]]));
    assert_eq!(x.argmin_axes::<axes![0, 2]>(), Vector::from([0, 0]));
}
