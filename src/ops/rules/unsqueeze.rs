use crate::ops::prelude::*;

operation!(unsqueeze);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor with one more axis, [`One`](crate::One), as number `I`: it stretches in a broadcast.
    ///
    /// of `unsqueeze::<1>`: yᵢ₀ⱼ = xᵢⱼ
    ///
    /// # Shapes
    /// `unsqueeze::<1>`: `(A, B)` → `(A, 1, B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (a, b) = (Vector::from([1.0, 2.0]), Vector::from([10.0, 20.0, 30.0]));
    /// let sums = a.unsqueeze::<1>() + b.unsqueeze::<0>();
    /// assert_eq!(sums, Matrix::from([[11.0, 21.0, 31.0], [12.0, 22.0, 32.0]]));
    /// ```
    pub fn unsqueeze<const I: usize>(&self) -> Tensor<T, <S as InsertAxis<I>>::With<One>>
    where
        S: InsertAxis<I>,
    {
        eval2::<unsqueeze, _, _>(self, &At::<I>)
    }
}
method!(unsqueeze for [T: Element, S: Shape] Tensor<T, S>);

movement! {
    unsqueeze: Op2 [S: InsertAxis<I>, const I: usize] S, _: At<I>, (No N) => S::With<One>;
    const { Moves::straight(S::NUMEL) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(unsqueeze, |T| random::<Tensor<T, D2<3, 4>>>(1), At::<2>);
    check!(unsqueeze, |T| random::<Tensor<T, ()>>(1), At::<0>);
}
