use crate::ops::prelude::*;

operation!(broadcast_to);

/// A shape that stretches to `R`.
#[diagnostic::on_unimplemented(
    message = "cannot broadcast a tensor of shape {Self} to {R}",
    label = "this has shape {Self}",
    note = "of equal rank, each axis must be equal or `One`; a tensor of lower rank must equal the trailing axes",
    note = "to repeat a tensor along a new axis, say so: `x.unsqueeze::<0>()`"
)]
pub trait StretchTo<R>: Shape {}
relation! { [S: Shape, R: Shape] S: StretchTo<R>, [S: Broadcast<R, Out = R>] }

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor stretched to a larger shape, as a broadcast would.
    ///
    /// yᵢⱼ = xⱼ, or xᵢ₀, or x₀ⱼ: whichever axes are new or [`One`]
    ///
    /// # Shapes
    /// `(1, B)` → `(A, B)`, `(B,)` → `(A, B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let rows = Vector::from([1, 2]).broadcast_to::<shape![3, 2]>();
    /// assert_eq!(rows, Matrix::from([[1, 2], [1, 2], [1, 2]]));
    /// ```
    pub fn broadcast_to<R: Shape>(&self) -> Tensor<T, R>
    where
        S: StretchTo<R>,
    {
        eval2::<broadcast_to, _, _>(self, &Type::<R>::VALUE)
    }
}
method!(broadcast_to for [T: Element, S: Shape] Tensor<T, S>);

/// Strides of the source along the axes of the result: none where it is stretched.
const fn stretched(lengths: &[usize], out: &[usize]) -> Moves {
    let (strides, mut from) = (row_major(lengths), [0; 6]);
    let (missing, mut axis) = (out.len() - lengths.len(), 0);
    while axis < lengths.len() {
        if lengths[axis] == out[axis + missing] {
            from[axis + missing] = strides[axis];
        }
        axis += 1;
    }
    Moves::nested(out, &from, &row_major(out))
}

movement! {
    broadcast_to: Op2 [S: StretchTo<R>, R: Shape] S, _: Type<R>, (No N) => R;
    const { stretched(S::LENGTHS, R::LENGTHS) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(broadcast_to, |T| random::<Tensor<T, D1<4>>>(1), Type::<shape![2, 3, 4]>::VALUE);
    check!(broadcast_to, |T| random::<Tensor<T, shape![3, 1]>>(1), Type::<shape![3, 4]>::VALUE);
    check!(broadcast_to, |T| random::<Tensor<T, shape![1, 3, 1, 2]>>(1), Type::<shape![2, 3, 4, 2]>::VALUE);
    check!(broadcast_to, |T| random::<Tensor<T, ()>>(1), Type::<shape![2, 3]>::VALUE);
    check!(broadcast_to, |T| random::<Tensor<T, D2<2, 3>>>(1), Type::<shape![2, 3]>::VALUE);
    let x = Matrix::from([[1], [2]]).squeeze::<1>().unsqueeze::<1>().broadcast_to::<shape![2, 3]>();
    assert_eq!(x, Matrix::from([[1, 1, 1], [2, 2, 2]]));
}
