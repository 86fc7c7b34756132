use crate::arithmetic::SubAxis;
use crate::ops::prelude::*;

operation!(split);

/// A shape whose axis `I` has at least `MID` positions.
#[diagnostic::on_unimplemented(
    message = "cannot split axis {I} of a tensor of shape {Self} at {MID}",
    label = "axis {I} must have {MID} positions or more",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384"
)]
pub trait SplitAxis<const I: usize, const MID: usize>: Shape {
    /// The shape up to there.
    type First: Shape;
    /// The shape from there on.
    type Second: Shape;
}
relation! {
    [S: Shape, const I: usize, const MID: usize] S: SplitAxis<I, MID>,
    [S: HasAxis<I>, AxisOf<S, I>: SubAxis<Dim<MID>>]
    type First = WithAxis<S, I, Dim<MID>>, or ();
    type Second = WithAxis<S, I, <AxisOf<S, I> as SubAxis<Dim<MID>>>::Out>, or ();
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor in two parts: the first `MID` positions of axis `I`, and the rest.
    ///
    /// along the axis, with m = `MID`: the parts are yᵢ = xᵢ and zᵢ = xᵢ₊ₘ
    ///
    /// # Shapes
    /// `split::<1, M>`: `(A, B)` → `(A, M)`, `(A, B − M)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (left, right) = Matrix::from([[1, 2, 3], [4, 5, 6]]).split::<1, 2>();
    /// assert_eq!(left, Matrix::from([[1, 2], [4, 5]]));
    /// assert_eq!(right, Matrix::from([[3], [6]]));
    /// ```
    pub fn split<const I: usize, const MID: usize>(&self) -> (Tensor<T, S::First>, Tensor<T, S::Second>)
    where
        S: SplitAxis<I, MID>,
    {
        eval3::<split, _, _, _>(self, &At::<I>, &At::<MID>)
    }
}
method!(split for [T: Element, S: Shape] Tensor<T, S>);

/// How each part moves out of the tensor.
const fn moves<S: SplitAxis<I, MID>, const I: usize, const MID: usize>() -> (Moves, Moves) {
    let ((runs, whole), (_, first)) = (moves::runs(S::LENGTHS, I), moves::runs(S::First::LENGTHS, I));
    let second = whole - first;
    (Moves::rows(runs, first, whole, first), Moves::rows(runs, second, whole, second).from(first))
}

impl<T: Element, S: SplitAxis<I, MID>, const I: usize, const MID: usize> Rule<(Tensor<T, S>, At<I>, At<MID>)>
    for split
{
    type Out = (Tensor<T, S::First>, Tensor<T, S::Second>);
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No, No);
}
impl<T: Element, S: SplitAxis<I, MID>, const I: usize, const MID: usize> Op3<Tensor<T, S>, At<I>, At<MID>>
    for split
{
    #[inline(always)]
    fn forward(x: &Tensor<T, S>, _: &At<I>, _: &At<MID>, out: &mut Self::Out, _: &mut (), _: &mut ()) {
        let (first, second) = const { moves::<S, I, MID>() };
        moves::copy(first, x.as_slice(), out.0.as_mut_slice());
        moves::copy(second, x.as_slice(), out.1.as_mut_slice());
    }
    /// The cotangents of the parts, joined.
    #[inline(always)]
    fn backward<M: Mode, MI: Mode, MM: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, At<I>>,
        _: Gone<'_, At<MID>>,
        _: Gone<'_, Self::Out>,
        _: &(),
        _: &mut (),
        ct: &Self::Out,
        dx: Sink<'_, Tensor<T, S>, M>,
        _: Sink<'_, At<I>, MI>,
        _: Sink<'_, At<MID>, MM>,
    ) {
        let (first, second) = const { moves::<S, I, MID>() };
        let parts = [(first.reversed(), ct.0.as_slice()), (second.reversed(), ct.1.as_slice())];
        send_parts(dx, parts);
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(split, |T| random::<Tensor<T, D2<3, 5>>>(1), At::<1>, At::<2>);
    check!(split, |T| random::<Tensor<T, D2<3, 5>>>(1), At::<0>, At::<3>);
    check!(split, |T| random::<Tensor<T, shape![2, 4, 3]>>(1), At::<1>, At::<1>);
    let (none, all) = Vector::from([1, 2]).split::<0, 0>();
    assert_eq!((none.dims(), all), ([0], Vector::from([1, 2])));
}
