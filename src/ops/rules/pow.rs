use crate::ops::prelude::*;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The power with another tensor or a number as exponent, element by element, broadcast.
    ///
    /// yᵢ = xᵢ^pᵢ; dyᵢ/dxᵢ = pᵢ xᵢ^(pᵢ−1), dyᵢ/dpᵢ = yᵢ ln xᵢ
    ///
    /// As NumPy: x⁰ = 1 for every x, NaN too; a negative base with a fractional exponent gives NaN. For p = 0 the
    /// derivative by the base is 0; for x = 0 and p ≥ 0 the derivative by the exponent is 0; for x < 0 it is NaN.
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([4.0, 9.0]);
    /// assert_eq!(x.pow(0.5), Vector::from([2.0, 3.0]));
    /// assert_eq!(x.pow(&Vector::from([2.0, -1.0])), Vector::from([16.0, 1.0 / 9.0]));
    /// ```
    pub fn pow<B: Operand<T>>(&self, exponent: B) -> Tensor<T, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &exponent, pow::value)
    }
}
method!(pow for [T: Real, S: Shape] Tensor<T, S>);

binary! {
    /// The operation behind [`Tensor::pow`].
    pow over Real;
    value |x, p| x.powf(p);
    cotangents |x, p, y, ct| ct * slope_of_base(x, p), ct * slope_of_exponent(x, p, y);
    needs (Yes, Yes, Yes)
}

/// d xᵖ/dx
#[inline(always)]
pub(crate) fn slope_of_base<T: Real>(x: T, p: T) -> T {
    if p == T::ZERO { T::ZERO } else { p * x.powf(p - T::ONE) }
}

/// d xᵖ/dp, given y = xᵖ
#[inline(always)]
pub(crate) fn slope_of_exponent<T: Real>(x: T, p: T, y: T) -> T {
    if x == T::ZERO && p >= T::ZERO { T::ZERO } else { y * x.ln() }
}

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The power with a number as exponent, as numbers call it: [`pow`](Tensor::pow).
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([4.0, 9.0]).powf(0.5), Vector::from([2.0, 3.0]));
    /// ```
    pub fn powf(&self, exponent: T) -> Tensor<T, S> {
        eval2::<pow, _, _>(self, &exponent)
    }
}
method!(pow as powf for [T: Real, S: Shape] Tensor<T, S>);
method!(pow as powf for [T: Real] T);

#[cfg(test)]
pub(super) fn cases() {
    check!(pow, |T| above_half::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
    check!(pow, |T| above_half::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
    check!(pow, |T| above_half::<Tensor<T, D1<4>>>(1), random::<T>(2));
    check!(pow, |T| above_half::<T>(1), random::<Tensor<T, D1<4>>>(2));
    check!(pow, |T| above_half::<T>(1), random::<T>(2));
    assert_eq!([slopes::<pow>(0.0, 0.0), slopes::<pow>(0.0, 2.0)], [[0.0; 2]; 2]);
    assert_eq!(slopes::<pow>(0.0, 0.5), [f64::INFINITY, 0.0]);
    assert_eq!(slopes::<pow>(0.0, -1.0), [f64::NEG_INFINITY; 2]);
    let [base, exponent] = slopes::<pow>(-2.0, 3.0);
    assert!(base == 12.0 && exponent.is_nan());
    assert_eq!(Vector::from([f64::NAN, -2.0, 0.0]).pow(0.0), Vector::from([1.0, 1.0, 1.0]));
    assert_eq!(Vector::from([0.0, f64::INFINITY]).pow(-1.0), Vector::from([f64::INFINITY, 0.0]));
    assert!(Vector::from([-1.0]).pow(0.5).as_slice()[0].is_nan());
}
