use crate::ops::prelude::*;

binary! {
    /// The product `a * b`, element by element, broadcast.
    ///
    /// yᵢ = aᵢ bᵢ; dyᵢ/daᵢ = bᵢ, dyᵢ/dbᵢ = aᵢ
    mul over Number;
    value |a, b| a.times(b);
    cotangents |a, b, y, ct| ct * b, ct * a;
    needs (Yes, Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(mul, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    check!(mul, |T| random::<Tensor<T, D1<4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    check!(mul, |T| random::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
    check!(mul, |T| random::<Tensor<T, D1<4>>>(1), random::<T>(2));
    check!(mul, |T| random::<T>(1), random::<Tensor<T, D1<4>>>(2));
    check!(mul, |T| random::<T>(1), random::<T>(2));
    assert_eq!(Vector::from([3i64, i64::MIN]) * Vector::from([-2, -1]), Vector::from([-6, i64::MIN]));
    assert!((Vector::from([0.0]) * f64::INFINITY).as_slice()[0].is_nan());
}
