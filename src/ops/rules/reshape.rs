use crate::arithmetic::{Count, FlatAxis, ToAxis};
use crate::ops::prelude::*;

operation!(reshape);

/// Two shapes whose elements can be counted.
pub trait Counted<R>: Shape {
    /// The axis along which all elements of this one would stand.
    type Flat: Axis;
    /// The axis along which all elements of the other would stand.
    type OtherFlat: Axis;
}
relation! {
    [S: Shape, R: Shape] S: Counted<R>, [S: Count<Num: ToAxis>, R: Count<Num: ToAxis>]
    type Flat = FlatAxis<S>, or One;
    type OtherFlat = FlatAxis<R>, or One;
}

/// As many elements on one side as on the other.
#[diagnostic::on_unimplemented(
    message = "cannot reshape {N} elements into {Self}",
    label = "the tensor has {N} elements, the new shape {Self}",
    note = "a reshape keeps the number of elements"
)]
pub trait FilledBy<N> {}
impl<A: Axis> FilledBy<A> for A {}

/// A shape with as many elements as `R`.
#[diagnostic::on_unimplemented(
    message = "cannot count the elements to reshape {Self} to {R}",
    label = "the length of an axis is unknown",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384",
    note = "a named axis, `axis!(Words = 5000)`, and `Len<typenum::U5000>` have no limit"
)]
pub trait Reshape<R>: Shape {}
impl<S: Counted<R, OtherFlat: FilledBy<S::Flat>>, R> Reshape<R> for S {}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The same elements in row-major order, in another shape.
    ///
    /// Shapes that are not of one size do not compile. In functions generic over a batch axis see
    /// [`flatten_from`](Tensor::flatten_from) and [`unflatten`](Tensor::unflatten), which leave it alone.
    ///
    /// the element number k of the result is the element number k of the tensor, row by row
    ///
    /// # Shapes
    /// Any → any other with as many elements
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Vector::from([1, 2, 3, 4, 5, 6]);
    /// assert_eq!(x.reshape::<shape![2, 3]>(), Matrix::from([[1, 2, 3], [4, 5, 6]]));
    /// ```
    pub fn reshape<R: Shape>(&self) -> Tensor<T, R>
    where
        S: Reshape<R>,
    {
        eval2::<reshape, _, _>(self, &Type::<R>::VALUE)
    }
}
method!(reshape for [T: Element, S: Shape] Tensor<T, S>);

movement! {
    reshape: Op2 [S: Reshape<R>, R: Shape] S, _: Type<R>, (No N) => R;
    const { Moves::straight(S::NUMEL) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(reshape, |T| random::<Tensor<T, D2<3, 4>>>(1), Type::<shape![2, 1, 6]>::VALUE);
    check!(reshape, |T| random::<Tensor<T, D1<1>>>(1), Type::<()>::VALUE);
    assert_eq!(Tensor::<u8, D2<0, 3>>::zeros().reshape::<D2<5, 0>>().dims(), [5, 0]);
    crate::axis!(Words = 1083);
    let x: Tensor<u8, (Words,)> = Tensor::<u8, shape![3, 19, 19]>::zeros().reshape();
    assert_eq!(x.reshape::<shape![57, 19]>().dims(), [57, 19]);
}
