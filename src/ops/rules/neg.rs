use crate::ops::prelude::*;

unary! {
    /// The negation `-x`, element by element.
    ///
    /// yᵢ = −xᵢ
    operator neg over Number;
    value |x| x.negated();
    cotangent |x, y, ct| ct.negated();
    needs (No, No)
    is Cheap
}

#[cfg(test)]
pub(super) fn cases() {
    check!(neg, |T| random::<Tensor<T, D2<3, 4>>>(1));
    check!(neg, |T| random::<T>(2));
    assert_eq!(-Vector::from([1i32, i32::MIN]), Vector::from([-1, i32::MIN]));
    assert!((-Vector::from([0f64])).as_slice()[0].is_sign_negative());
}
