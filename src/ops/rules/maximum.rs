//! The larger and the smaller of two elements.

use crate::ops::prelude::*;

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The larger of two elements, of another tensor or a number, broadcast.
    ///
    /// yᵢ = max(aᵢ, bᵢ)
    ///
    /// If either is NaN, so is the result. At a tie each side gets half of the cotangent, as in JAX.
    /// On plain numbers the method is `larger`.
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.0, 5.0]).maximum(3.0), Vector::from([3.0, 5.0]));
    /// ```
    pub fn maximum<B: Operand<T>>(&self, other: B) -> Tensor<T, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, maximum::value)
    }
}
method!(maximum for [T: Number, S: Shape] Tensor<T, S>);

binary! {
    /// The operation behind [`Tensor::maximum`].
    maximum over Number;
    value |a, b| a.larger(b);
    cotangents |a, b, y, ct| share(a > b, a == b, ct), share(b > a, a == b, ct);
    needs (Yes, Yes, No)
}

impl<T: Number, S: Shape> Tensor<T, S> {
    /// The smaller of two elements, of another tensor or a number, broadcast.
    ///
    /// yᵢ = min(aᵢ, bᵢ)
    ///
    /// If either is NaN, so is the result. At a tie each side gets half of the cotangent, as in JAX.
    /// On plain numbers the method is `smaller`.
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.0, 5.0]).minimum(3.0), Vector::from([1.0, 3.0]));
    /// ```
    pub fn minimum<B: Operand<T>>(&self, other: B) -> Tensor<T, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, minimum::value)
    }
}
method!(minimum for [T: Number, S: Shape] Tensor<T, S>);

binary! {
    /// The operation behind [`Tensor::minimum`].
    minimum over Number;
    value |a, b| a.smaller(b);
    cotangents |a, b, y, ct| share(a < b, a == b, ct), share(b < a, a == b, ct);
    needs (Yes, Yes, No)
}

method!(maximum as larger for [T: Number] T);
method!(minimum as smaller for [T: Number] T);

/// What one side gets of the cotangent.
#[inline(always)]
fn share<T: Number>(taken: bool, tie: bool, ct: T) -> T {
    if taken {
        ct
    } else if tie {
        ct * T::from_f64(0.5)
    } else {
        T::ZERO
    }
}

#[cfg(test)]
pub(super) fn cases() {
    macro_rules! cases {
        ($op:ident) => {
            check!($op, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<3, 4>>>(2));
            check!($op, |T| random::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
            check!($op, |T| random::<Tensor<T, D1<4>>>(1), random::<T>(2));
            check!($op, |T| random::<T>(1), random::<T>(2));
            assert_eq!([slopes::<$op>(2.0, 2.0), slopes::<$op>(0.0, -0.0)], [[0.5; 2]; 2]);
            let nan = Vector::from([f64::NAN, 1.0]).$op(&Vector::from([1.0, f64::NAN]));
            assert!(nan.as_slice().iter().all(|x| x.is_nan()));
        };
    }
    cases!(maximum);
    cases!(minimum);
    assert_eq!([slopes::<maximum>(1.0, 2.0), slopes::<minimum>(1.0, 2.0)], [[0.0, 1.0], [1.0, 0.0]]);
    assert_eq!(Vector::from([i32::MAX, 3]).maximum(4), Vector::from([i32::MAX, 4]));
    assert_eq!(Vector::from([i32::MAX, 3]).minimum(4), Vector::from([4, 3]));
    assert_eq!(Vector::from([f64::NEG_INFINITY]).minimum(f64::INFINITY), Vector::from([f64::NEG_INFINITY]));
}
