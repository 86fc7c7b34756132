use crate::ops::prelude::*;

binary! {
    /// The sum `a + b`, element by element, broadcast.
    ///
    /// yᵢ = aᵢ + bᵢ
    add over Number;
    value |a, b| a.plus(b);
    cotangents |a, b, y, ct| ct, ct;
    needs (No, No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(add, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    check!(add, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    check!(add, |T| random::<Tensor<T, D1<4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    check!(add, |T| random::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
    check!(add, |T| random::<Tensor<T, (Dim<2>, One, Dim<3>)>>(1), random::<Tensor<T, (One, Dim<4>, Dim<3>)>>(2));
    check!(add, |T| random::<Tensor<T, (Dim<2>, Dim<0>)>>(1), random::<Tensor<T, (Dim<2>, One)>>(2));
    check!(add, |T| random::<Tensor<T, D1<4>>>(1), random::<T>(2));
    check!(add, |T| random::<T>(1), random::<Tensor<T, ()>>(2));
    check!(add, |T| random::<T>(1), random::<T>(2));
    check!(add, |T| Vector::from([1i32, i32::MAX]), Vector::from([2i32, 1]));
    assert_eq!(Vector::from([1i32, i32::MAX]) + Vector::from([2, 1]), Vector::from([3, i32::MIN]));
}
