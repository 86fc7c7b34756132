use crate::arithmetic::MulAxis;
use crate::ops::prelude::*;

operation!(repeat);
operation!(tile);

/// A shape whose axis `I` can be `N` times as long.
#[diagnostic::on_unimplemented(
    message = "cannot repeat axis {I} of a tensor of shape {Self} {N} times",
    label = "there is no axis {I}, or its length is unknown",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384"
)]
pub trait RepeatAxis<const I: usize, const N: usize>: Shape {
    /// The shape with the axis that long.
    type Repeated: Shape;
}
relation! {
    [S: Shape, const I: usize, const N: usize] S: RepeatAxis<I, N>,
    [S: HasAxis<I>, AxisOf<S, I>: MulAxis<Dim<N>>]
    type Repeated = WithAxis<S, I, <AxisOf<S, I> as MulAxis<Dim<N>>>::Out>, or ();
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor with each position of axis `I` `N` times in a row.
    ///
    /// along the axis: yᵢ = xⱼ, j = ⌊i / N⌋
    ///
    /// # Shapes
    /// `repeat::<1, N>`: `(A, B)` → `(A, B·N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1, 2]).repeat::<0, 3>(), Vector::from([1, 1, 1, 2, 2, 2]));
    /// ```
    pub fn repeat<const I: usize, const N: usize>(&self) -> Tensor<T, <S as RepeatAxis<I, N>>::Repeated>
    where
        S: RepeatAxis<I, N>,
    {
        eval3::<repeat, _, _, _>(self, &At::<I>, &At::<N>)
    }

    /// The tensor `N` times one after the other along axis `I`.
    ///
    /// along the axis: yᵢ = xⱼ, j = i mod b, where b is the length
    ///
    /// # Shapes
    /// `tile::<1, N>`: `(A, B)` → `(A, N·B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1, 2]).tile::<0, 3>(), Vector::from([1, 2, 1, 2, 1, 2]));
    /// ```
    pub fn tile<const I: usize, const N: usize>(&self) -> Tensor<T, <S as RepeatAxis<I, N>>::Repeated>
    where
        S: RepeatAxis<I, N>,
    {
        eval3::<tile, _, _, _>(self, &At::<I>, &At::<N>)
    }
}
method!(repeat for [T: Element, S: Shape] Tensor<T, S>);
method!(tile for [T: Element, S: Shape] Tensor<T, S>);

/// Each run of `run` elements `times` times in a row.
const fn repeated(runs: usize, run: usize, times: usize) -> Moves {
    Moves::nested(&[runs, times, run], &[run, 0, 1], &[times * run, run, 1])
}

movement! {
    repeat: Op3 [S: RepeatAxis<I, N>, const I: usize, const N: usize] S, _: At<I>, (No MI), _: At<N>, (No MN) => S::Repeated;
    const {
        let (runs, run) = moves::runs(S::LENGTHS, I + 1);
        repeated(runs, run, N)
    }
}
movement! {
    tile: Op3 [S: RepeatAxis<I, N>, const I: usize, const N: usize] S, _: At<I>, (No MI), _: At<N>, (No MN) => S::Repeated;
    const {
        let (runs, run) = moves::runs(S::LENGTHS, I);
        repeated(runs, run, N)
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(repeat, |T| random::<Tensor<T, D2<3, 2>>>(1), At::<0>, At::<3>);
    check!(repeat, |T| random::<Tensor<T, D2<3, 2>>>(1), At::<1>, At::<2>);
    check!(repeat, |T| random::<Tensor<T, D1<3>>>(1), At::<0>, At::<1>);
    check!(tile, |T| random::<Tensor<T, D2<3, 2>>>(1), At::<0>, At::<2>);
    check!(tile, |T| random::<Tensor<T, D2<3, 2>>>(1), At::<1>, At::<3>);
    check!(tile, |T| random::<Tensor<T, shape![2, 1, 2]>>(1), At::<1>, At::<4>);
    let x = Matrix::from([[1, 2], [3, 4]]);
    assert_eq!(x.repeat::<0, 2>(), Matrix::from([[1, 2], [1, 2], [3, 4], [3, 4]]));
    assert_eq!(x.tile::<0, 2>(), Matrix::from([[1, 2], [3, 4], [1, 2], [3, 4]]));
    assert_eq!(x.tile::<1, 0>().dims(), [2, 0]);
}
