use crate::ops::prelude::*;

unary! {
    /// The negative, element by element.
    neg;
    value |x| -x;
    cotangent |x, y, ct| -ct;
    needs (No, No)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(neg, |T| random::<Tensor<T, D2<3, 4>>>(1));
}
