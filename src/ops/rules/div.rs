use crate::ops::prelude::*;

binary! {
    /// The quotient `a / b`, element by element, broadcast.
    ///
    /// yᵢ = aᵢ/bᵢ; dyᵢ/daᵢ = 1/bᵢ, dyᵢ/dbᵢ = −yᵢ/bᵢ
    ///
    /// Floats divided by ±0 give ±∞, 0/0 gives NaN. Integers round towards 0, as Rust's (NumPy's `//` rounds down), and
    /// divided by 0 give 0, as NumPy's.
    div over Number;
    value |a, b| a.over(b);
    cotangents |a, b, y, ct| ct / b, (ct * y / b).negated();
    needs (No, Yes, Yes)
}

#[cfg(test)]
pub(super) fn cases() {
    check!(div, |T| random::<Tensor<T, D2<3, 4>>>(1), apart::<Tensor<T, D2<3, 4>>>(2));
    check!(div, |T| random::<Tensor<T, (Dim<3>, One)>>(1), apart::<Tensor<T, (One, Dim<4>)>>(2));
    check!(div, |T| random::<Tensor<T, D1<4>>>(1), apart::<T>(2));
    check!(div, |T| random::<T>(1), apart::<Tensor<T, D1<4>>>(2));
    check!(div, |T| random::<T>(1), apart::<T>(2));
    let y = Vector::from([7i32, -7, 7, i32::MIN]) / Vector::from([2, 2, 0, -1]);
    assert_eq!(y, Vector::from([3, -3, 0, i32::MIN]));
    assert_eq!(cotangents::<div, _>(&(1.0, 0.0), &1.0), (f64::INFINITY, f64::NEG_INFINITY));
    assert_eq!(Vector::from([1.0, -1.0]) / 0.0, Vector::from([f64::INFINITY, f64::NEG_INFINITY]));
    assert!((0.0 / Vector::from([0f64])).as_slice()[0].is_nan());
}
