use crate::arithmetic::{Count, Length};
use crate::ops::prelude::*;

operation!(unflatten);

/// A shape whose axis `I` is as long as the axes `R` have elements together.
#[diagnostic::on_unimplemented(
    message = "axis {I} of a tensor of shape {Self} cannot become the axes {R}",
    label = "the lengths of {R}, multiplied, must give that of axis {I}",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384"
)]
pub trait Unflatten<const I: usize, R>: Shape {
    /// The shape with these axes in place of that one.
    type Unflattened: Shape;
}
/// A shape with one more axis, as number `I`.
type Put<S, const I: usize, A> = <S as InsertAxis<I>>::With<A>;
macro_rules! unflatten {
    ($(($($R:ident),+) [$($bounds:tt)*] $Out:ty;)*) => {$(
        relation! {
            [S: Shape, $($R: Axis,)+ const I: usize] S: Unflatten<I, ($($R,)+)>,
            [S: HasAxis<I>, AxisOf<S, I>: Length, ($($R,)+): Count<Num = <AxisOf<S, I> as Length>::Num>, $($bounds)*]
            type Unflattened = $Out, or ();
        }
    )*};
}
type Last<S, const I: usize, A> = WithAxis<S, I, A>;
unflatten! {
    (A) [] Last<S, I, A>;
    (A, B) [Last<S, I, B>: InsertAxis<I>] Put<Last<S, I, B>, I, A>;
    (A, B, C) [Last<S, I, C>: InsertAxis<I>, Put<Last<S, I, C>, I, B>: InsertAxis<I>] Put<Put<Last<S, I, C>, I, B>, I, A>;
    (A, B, C, D)
        [Last<S, I, D>: InsertAxis<I>, Put<Last<S, I, D>, I, C>: InsertAxis<I>, Put<Put<Last<S, I, D>, I, C>, I, B>: InsertAxis<I>]
        Put<Put<Put<Last<S, I, D>, I, C>, I, B>, I, A>;
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor with axis `I` as several, of as many elements together: undoes [`flatten_from`](Tensor::flatten_from).
    ///
    /// Up to four axes in place of one.
    ///
    /// yᵢⱼ = xᵢₙ₊ⱼ in the new axes, of rows of n elements
    ///
    /// # Shapes
    /// `unflatten::<1, shape![C, D]>`: `(A, C·D)` → `(A, C, D)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::<f32, 32, 784>::zeros();
    /// let images: Tensor3<f32, 32, 28, 28> = x.unflatten::<1, shape![28, 28]>();
    /// ```
    pub fn unflatten<const I: usize, R: Shape>(&self) -> Tensor<T, <S as Unflatten<I, R>>::Unflattened>
    where
        S: Unflatten<I, R>,
    {
        eval3::<unflatten, _, _, _>(self, &At::<I>, &Type::<R>::VALUE)
    }
}
method!(unflatten for [T: Element, S: Shape] Tensor<T, S>);

movement! {
    unflatten: Op3 [S: Unflatten<I, R>, const I: usize, R: Shape] S, _: At<I>, (No N), _: Type<R>, (No O) => S::Unflattened;
    const { Moves::straight(S::NUMEL) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(unflatten, |T| random::<Tensor<T, D2<3, 4>>>(1), At::<1>, Type::<shape![2, 2]>::VALUE);
    check!(unflatten, |T| random::<Tensor<T, D2<6, 2>>>(1), At::<0>, Type::<shape![3, 1, 2]>::VALUE);
    let x = Vector::<u8, 24>::zeros();
    assert_eq!(x.unflatten::<0, shape![2, 3, 4]>().dims(), [2, 3, 4]);
    assert_eq!(x.unflatten::<0, shape![1, 2, 3, 4]>().dims(), [1, 2, 3, 4]);
}
