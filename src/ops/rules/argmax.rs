use super::max::Max;
use crate::kernels::lanes::is_nan;
use crate::ops::prelude::*;

reduction_methods! {
    /// Where the largest element stands: its row-major index (along axes, among those axes).
    ///
    /// The first of equals. The first NaN, if there is one, as in NumPy. Of nothing: 0 (NumPy refuses). It has no derivative.
    ArgMax: argmax, argmax_axis, argmax_keep, argmax_axes, argmax_keep_axes, for Number -> usize;
    example [[1.0, 2.0], [4.0, 3.0]] => 2, rows [1, 0];
}

reduction! {
    /// The first k where x is the maximum.
    [T: Number] ArgMax -> usize;
    pivot Max; fold Smaller;
    term |k, x, max| if x == max || is_nan(x) { k } else { usize::MAX };
    finish |first, _, _| if first == usize::MAX { 0 } else { first };
    aid Nothing;
    cotangent |_, _, _, _, _| T::ZERO;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(argmax, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(argmax_axis, |T| random::<Tensor<T, D2<3, 9>>>(1), At::<0>);
    assert_eq!(Vector::from([1.0, 3.0, 3.0]).argmax(), 1);
    assert_eq!(Vector::from([1.0, f64::NAN, 3.0, f64::NAN]).argmax(), 1);
    assert_eq!(Vector::from([f64::NEG_INFINITY, f64::NEG_INFINITY]).argmax(), 0);
    assert_eq!(Tensor::<f64, (Dim<0>,)>::zeros().argmax(), 0);
    let x = Tensor::<i32, D3<2, 2, 2>>::from([[[0, 5], [1, 2]], [[7, 5], [3, 4]]]);
    assert_eq!(x.argmax(), 4);
    assert_eq!(x.argmax_axis::<0>(), Matrix::from([[1, 0], [1, 1]]));
    assert_eq!(x.argmax_axes::<axes![0, 2]>(), Vector::from([2, 3]));
}
