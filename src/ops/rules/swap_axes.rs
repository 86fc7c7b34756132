use crate::axes::SwapAxes;
use crate::ops::prelude::*;

operation!(swap_axes);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor with the axes `I` and `J` exchanged.
    ///
    /// of `swap_axes::<0, 2>`: yₖⱼᵢ = xᵢⱼₖ
    ///
    /// # Shapes
    /// `(…, A, …, B, …)` → `(…, B, …, A, …)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Tensor3::<i32, 2, 3, 4>::zeros();
    /// assert_eq!(x.swap_axes::<0, 2>().dims(), [4, 3, 2]);
    /// ```
    pub fn swap_axes<const I: usize, const J: usize>(&self) -> Tensor<T, <S as SwapAxes<I, J>>::Swapped>
    where
        S: SwapAxes<I, J>,
    {
        eval3::<swap_axes, _, _, _>(self, &At::<I>, &At::<J>)
    }
}
method!(swap_axes for [T: Element, S: Shape] Tensor<T, S>);

movement! {
    swap_axes: Op3 [S: SwapAxes<I, J>, const I: usize, const J: usize] S, _: At<I>, (No N), _: At<J>, (No O) => S::Swapped;
    const {
        let mut from = row_major(S::LENGTHS);
        from.swap(I, J);
        Moves::nested(S::Swapped::LENGTHS, &from, &row_major(S::Swapped::LENGTHS))
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(swap_axes, |T| random::<Tensor<T, (Dim<2>, Dim<3>, Dim<4>)>>(1), At::<0>, At::<2>);
    check!(swap_axes, |T| random::<Tensor<T, (Dim<2>, Dim<3>, Dim<4>)>>(1), At::<2>, At::<1>);
    check!(swap_axes, |T| random::<Tensor<T, D2<2, 3>>>(1), At::<1>, At::<1>);
    let x = Tensor::from([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]);
    assert_eq!(x.swap_axes::<0, 2>(), Tensor::from([[[1, 5], [3, 7]], [[2, 6], [4, 8]]]));
}
