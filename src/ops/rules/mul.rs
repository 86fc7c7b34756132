use crate::ops::prelude::*;

binary! {
    /// The sum `a * b`, element by element, broadcast.
    ///
    /// yᵢ = aᵢ bᵢ
    mul;
    value |a, b| a * b;
    cotangents |a, b, y, ct| ct * b, ct * a;
    needs (Yes, Yes, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(mul, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    check!(mul, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    check!(mul, |T| random::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
    check!(mul, |T| random::<Tensor<T, D1<4>>>(1), random::<T>(2));
}
