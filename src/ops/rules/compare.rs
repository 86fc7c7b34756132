//! Comparisons of elements: a tensor of `bool`, without derivative.

use crate::ops::prelude::*;

predicate!(lt on [T: Number,] T: |a, b| a < b);
predicate!(le on [T: Number,] T: |a, b| a <= b);
predicate!(gt on [T: Number,] T: |a, b| a > b);
predicate!(ge on [T: Number,] T: |a, b| a >= b);
predicate!(eq on [T: Element,] T: |a, b| a == b);
predicate!(ne on [T: Element,] T: |a, b| a != b);

impl<T: Number, S: Shape> Tensor<T, S> {
    /// Where an element is less than the other, a tensor's or a number. False if either is NaN.
    ///
    /// yᵢ = xᵢ < otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1.0, 2.0]).lt(2.0), Vector::from([true, false]));
    /// ```
    pub fn lt<B: Operand<T>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, lt::holds)
    }

    /// Where an element is at most the other, a tensor's or a number. False if either is NaN.
    ///
    /// yᵢ = xᵢ ≤ otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([2.0, 3.0]).le(2.0), Vector::from([true, false]));
    /// ```
    pub fn le<B: Operand<T>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, le::holds)
    }

    /// Where an element is greater than the other, a tensor's or a number. False if either is NaN.
    ///
    /// yᵢ = xᵢ > otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([1.0, -2.0]);
    /// assert_eq!(x.gt(0.0), Vector::from([true, false]));
    /// assert_eq!(x.gt(0.0).select(&x, 0.0), x.relu());
    /// ```
    pub fn gt<B: Operand<T>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, gt::holds)
    }

    /// Where an element is at least the other, a tensor's or a number. False if either is NaN.
    ///
    /// yᵢ = xᵢ ≥ otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([2.0, 1.0]).ge(2.0), Vector::from([true, false]));
    /// ```
    pub fn ge<B: Operand<T>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, ge::holds)
    }
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// Where an element equals the other, a tensor's or a number. NaN equals nothing, −0 equals 0.
    ///
    /// `x == y` is one `bool` for two tensors of one shape; this is a `bool` for each element.
    ///
    /// yᵢ = xᵢ = otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1, 2]).eq(2), Vector::from([false, true]));
    /// ```
    pub fn eq<B: Operand<T>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, eq::holds)
    }

    /// Where an element differs from the other, a tensor's or a number. NaN differs from everything, itself too.
    ///
    /// yᵢ = xᵢ ≠ otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1, 2]).ne(2), Vector::from([true, false]));
    /// ```
    pub fn ne<B: Operand<T>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, ne::holds)
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(lt, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D1<4>>>(2));
    check!(le, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<T>(2));
    check!(gt, |T| random::<T>(1), random::<T>(2));
    check!(ge, |T| random::<Tensor<T, (Dim<3>, One)>>(1), random::<Tensor<T, (One, Dim<4>)>>(2));
    check!(eq, |T| random::<Tensor<T, D1<4>>>(1), random::<Tensor<T, D1<4>>>(1));
    check!(ne, |T| random::<Tensor<T, D1<4>>>(1), random::<Tensor<T, D1<4>>>(2));
    let x = Vector::from([f64::NEG_INFINITY, -0.0, f64::NAN, 1.0]);
    let y = Vector::from([f64::NEG_INFINITY, 0.0, f64::NAN, 2.0]);
    assert_eq!(x.lt(&y), Vector::from([false, false, false, true]));
    assert_eq!(x.le(&y), Vector::from([true, true, false, true]));
    assert_eq!(x.gt(&y), Vector::from([false; 4]));
    assert_eq!(x.ge(&y), Vector::from([true, true, false, false]));
    assert_eq!(x.eq(&y), Vector::from([true, true, false, false]));
    assert_eq!(x.ne(&y), Vector::from([false, false, true, true]));
    assert_eq!(Vector::from([true, false]).eq(true), Vector::from([true, false]));
}
