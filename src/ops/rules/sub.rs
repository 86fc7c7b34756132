use crate::ops::prelude::*;

binary! {
    /// The difference `a - b`, element by element, broadcast.
    ///
    /// yᵢ = aᵢ − bᵢ
    sub over Number;
    value |a, b| a.minus(b);
    cotangents |a, b, y, ct| ct, ct.negated();
    needs (No, No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(sub, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    check!(sub, |T| random::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
    check!(sub, |T| random::<Tensor<T, D1<4>>>(1), random::<T>(2));
    check!(sub, |T| random::<T>(1), random::<Tensor<T, D1<4>>>(2));
    check!(sub, |T| random::<T>(1), random::<T>(2));
    assert_eq!(Vector::from([3u8, 0]) - Vector::from([2, 1]), Vector::from([1, 255]));
}
