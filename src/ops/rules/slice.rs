use crate::ops::prelude::*;
use crate::slicing::{Cuts, Sliced};

operation!(slice);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// A rectangular part of the tensor, as [`s!`](crate::s!) writes it: half-open ranges, positions, whole axes.
    ///
    /// A range or a position that is out of range does not compile. For positions known only when the program runs see
    /// [`row`](Tensor::row), [`col`](Tensor::col) and [`at`](Tensor::at).
    ///
    /// of `s![1..3, .., 2]`: yᵢⱼ = xᵢ₊₁,ⱼ,₂
    ///
    /// # Shapes
    /// `s![1..3, .., 2]`: `(A, B, C)` → `(2, B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
    /// assert_eq!(x.slice(s![0..2, ..]), Matrix::from([[1, 2, 3], [4, 5, 6]]));
    /// assert_eq!(x.slice(s![1.., ..2]), Matrix::from([[4, 5], [7, 8]]));
    /// assert_eq!(x.slice(s![.., 1]), Vector::from([2, 5, 8]));
    /// ```
    pub fn slice<C>(&self, cuts: C) -> Tensor<T, <S as Sliced<C>>::Taken>
    where
        S: Sliced<C>,
    {
        eval2::<slice, _, _>(self, &cuts)
    }
}
method!(slice for [T: Element, S: Shape] Tensor<T, S>);

/// The part that the cuts leave, before any axis is dropped.
const fn part(lengths: &[usize], cuts: &[(usize, Option<usize>)]) -> Moves {
    let (mut start, mut taken, mut axis) = ([0; 6], [0; 6], 0);
    while axis < lengths.len() {
        let (from, to) = if axis < cuts.len() { cuts[axis] } else { (0, None) };
        start[axis] = from;
        taken[axis] = match to {
            Some(to) => to - from,
            None => lengths[axis] - from,
        };
        axis += 1;
    }
    Moves::out_of(lengths, start.split_at(axis).0, taken.split_at(axis).0)
}

movement! {
    slice: Op2 [S: Sliced<C>, C] S, _: C, (No N) => S::Taken;
    const { part(S::LENGTHS, S::Cuts::CUTS) }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(slice, |T| random::<Tensor<T, D2<4, 5>>>(1), s![1..3, ..]);
    check!(slice, |T| random::<Tensor<T, D2<4, 5>>>(1), s![.., 2]);
    check!(slice, |T| random::<Tensor<T, shape![3, 4, 5]>>(1), s![1.., ..2, 1..4]);
    check!(slice, |T| random::<Tensor<T, shape![3, 4, 5]>>(1), s![2]);
    check!(slice, |T| random::<Tensor<T, D1<3>>>(1), s![0]);
    let x = Tensor::<u8, shape![2, 3, 4]>::from_index(|i| i as u8);
    assert_eq!(x.slice(s![1, 2, 3]).as_slice(), [23]);
    assert_eq!(x.slice(s![..1, 1..2, 2..]).as_slice(), [6, 7]);
    assert_eq!(x.slice(s![.., 3.., ..]).dims(), [2, 0, 4]);
    assert_eq!(x.slice(s![]), x);
    const MID: usize = 1;
    assert_eq!(x.slice(s![MID, { MID + 1 }..]).as_slice(), [20, 21, 22, 23]);
}
