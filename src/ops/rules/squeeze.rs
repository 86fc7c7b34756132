use crate::ops::prelude::*;

operation!(squeeze);

/// An axis of one position.
pub trait Single: Axis {}
impl Single for One {}
impl Single for Dim<1> {}

/// A shape whose axis `I` has one position.
#[diagnostic::on_unimplemented(
    message = "cannot squeeze axis {I} out of a tensor of shape {Self}",
    label = "axis {I} must have length 1",
    note = "of a longer axis, `slice(s![0, ..])` takes one position, and `sum_axis` and its like reduce it"
)]
pub trait Squeeze<const I: usize>: Shape {
    /// The shape without it.
    type Squeezed: Shape;
}
relation! {
    [S: Shape, const I: usize] S: Squeeze<I>,
    [S: HasAxis<I>, AxisOf<S, I>: Single]
    type Squeezed = <S as HasAxis<I>>::Without, or ();
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor without its axis `I`, which has length 1.
    ///
    /// of `squeeze::<1>`: yᵢⱼ = xᵢ₀ⱼ
    ///
    /// # Shapes
    /// `squeeze::<1>`: `(A, 1, B)` → `(A, B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1], [2]]).squeeze::<1>(), Vector::from([1, 2]));
    /// ```
    pub fn squeeze<const I: usize>(&self) -> Tensor<T, <S as Squeeze<I>>::Squeezed>
    where
        S: Squeeze<I>,
    {
        eval2::<squeeze, _, _>(self, &At::<I>)
    }
}
method!(squeeze for [T: Element, S: Shape] Tensor<T, S>);

movement! {
    squeeze: Op2 [S: Squeeze<I>, const I: usize] S, _: At<I>, (No N) => S::Squeezed;
    const { Moves::straight(S::NUMEL) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(squeeze, |T| random::<Tensor<T, shape![3, 1, 4]>>(1), At::<1>);
    check!(squeeze, |T| random::<Tensor<T, D1<1>>>(1), At::<0>);
}
