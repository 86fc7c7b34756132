//! Logic on tensors of `bool`. The operators `&`, `|`, `^` and `!` do the same.

use crate::ops::prelude::*;

predicate!(and on [] bool: |a, b| a & b);
predicate!(or on [] bool: |a, b| a | b);
predicate!(xor on [] bool: |a, b| a ^ b);

impl<S: Shape> Tensor<bool, S> {
    /// Where both are true.
    ///
    /// yᵢ = xᵢ ∧ otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([0.5, 2.0]);
    /// assert_eq!(x.gt(0.0).and(&x.lt(1.0)), Vector::from([true, false]));
    /// assert_eq!(x.gt(0.0) & x.lt(1.0), Vector::from([true, false]));
    /// ```
    pub fn and<B: Operand<bool>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, and::holds)
    }

    /// Where at least one is true.
    ///
    /// yᵢ = xᵢ ∨ otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([0.5, 2.0]);
    /// assert_eq!(x.lt(0.0).or(&x.gt(1.0)), Vector::from([false, true]));
    /// assert_eq!(x.lt(0.0) | x.gt(1.0), Vector::from([false, true]));
    /// ```
    pub fn or<B: Operand<bool>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, or::holds)
    }

    /// Where exactly one is true.
    ///
    /// yᵢ = xᵢ ⊕ otherᵢ
    ///
    /// # Shapes
    /// As for `+`.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mask = Vector::from([true, false]);
    /// assert_eq!(mask.xor(true), Vector::from([false, true]));
    /// assert_eq!(&mask ^ true, Vector::from([false, true]));
    /// ```
    pub fn xor<B: Operand<bool>>(&self, other: B) -> Tensor<bool, <S as Broadcast<B::Shape>>::Out>
    where
        S: Broadcast<B::Shape>,
    {
        combine(self, &other, xor::holds)
    }
}

/// The operation behind [`Tensor::not`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum not {}

impl<S: Shape> Tensor<bool, S> {
    /// The opposite of each element.
    ///
    /// yᵢ = ¬xᵢ
    ///
    /// # Shapes
    /// Any; the result has the same.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mask = Vector::from([true, false]);
    /// assert_eq!(mask.not(), Vector::from([false, true]));
    /// assert_eq!(!mask, Vector::from([false, true]));
    /// ```
    #[allow(clippy::should_implement_trait)]
    pub fn not(&self) -> Tensor<bool, S> {
        eval1::<not, _>(self)
    }
}
method!(not for [S: Shape] Tensor<bool, S>);

impl<S: Shape> Rule<(Tensor<bool, S>,)> for not {
    type Out = Tensor<bool, S>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No);
}
impl<S: Shape> Op1<Tensor<bool, S>> for not {
    fn forward(x: &Tensor<bool, S>, out: &mut Tensor<bool, S>, _: &mut (), _: &mut ()) {
        map(x.as_slice(), out.as_mut_slice(), |x| !x);
    }
    fn backward<M: Mode>(
        _: Gone<'_, Tensor<bool, S>>,
        _: Gone<'_, Tensor<bool, S>>,
        _: &(),
        _: &mut (),
        _: &Tensor<bool, S>,
        _: Sink<'_, Tensor<bool, S>, M>,
    ) {
    }
}

#[cfg(test)]
pub(super) fn cases() {
    let a = || Matrix::from([[false, false], [true, true]]);
    let b = || Vector::from([false, true]);
    check!(and, |T| a(), b());
    check!(or, |T| a(), true);
    check!(xor, |T| a(), a());
    check!(not, |T| a());
    assert_eq!(a() & b(), Matrix::from([[false, false], [false, true]]));
    assert_eq!(a() | b(), Matrix::from([[false, true], [true, true]]));
    assert_eq!(a() ^ b(), Matrix::from([[false, true], [true, false]]));
    assert_eq!(!a(), Matrix::from([[true, true], [false, false]]));
    let mut c = a();
    c &= b();
    c |= false;
    c ^= true;
    assert_eq!(c, Matrix::from([[true, true], [true, false]]));
}
