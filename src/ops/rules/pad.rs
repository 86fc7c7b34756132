use crate::arithmetic::AddAxis;
use crate::ops::prelude::*;

operation!(pad);

/// A shape whose axis `I` can be longer by `BEFORE` and `AFTER`.
#[diagnostic::on_unimplemented(
    message = "cannot pad axis {I} of a tensor of shape {Self} by {BEFORE} and {AFTER}",
    label = "there is no axis {I}, or its length is unknown",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384"
)]
pub trait PadAxis<const I: usize, const BEFORE: usize, const AFTER: usize>: Shape {
    /// The shape with the axis that long.
    type Padded: Shape;
}
type Longer<A, const BEFORE: usize> = <A as AddAxis<Dim<BEFORE>>>::Out;
relation! {
    [S: Shape, const I: usize, const BEFORE: usize, const AFTER: usize] S: PadAxis<I, BEFORE, AFTER>,
    [S: HasAxis<I>, AxisOf<S, I>: AddAxis<Dim<BEFORE>>, Longer<AxisOf<S, I>, BEFORE>: AddAxis<Dim<AFTER>>]
    type Padded = WithAxis<S, I, Longer<Longer<AxisOf<S, I>, BEFORE>, AFTER>>, or ();
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor with `BEFORE` and `AFTER` more positions around those of axis `I`, filled with a value.
    ///
    /// along the axis: yᵢ = xᵢ₋ₘ for m ≤ i < m + b, where m is `BEFORE` and b the length; the value elsewhere
    ///
    /// # Shapes
    /// `pad::<1, M, N>`: `(A, B)` → `(A, M + B + N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Vector::from([1, 2]).pad::<0, 1, 2>(9), Vector::from([9, 1, 2, 9, 9]));
    /// ```
    pub fn pad<const I: usize, const BEFORE: usize, const AFTER: usize>(
        &self,
        value: T,
    ) -> Tensor<T, <S as PadAxis<I, BEFORE, AFTER>>::Padded>
    where
        S: PadAxis<I, BEFORE, AFTER>,
    {
        eval5::<pad, _, _, _, _, _>(self, &value, &At::<I>, &At::<BEFORE>, &At::<AFTER>)
    }
}
method!(pad for [T: Element, S: Shape] Tensor<T, S>);

/// How the tensor moves into the result, where each run has `lead` elements of padding, `run` of the tensor, the rest padding.
struct Frame {
    lead: usize,
    run: usize,
    whole: usize,
    moves: Moves,
}
const fn frame<S: Shape, O: Shape>(axis: usize, before: usize) -> Frame {
    let ((runs, run), (_, whole), (_, one)) =
        (moves::runs(S::LENGTHS, axis), moves::runs(O::LENGTHS, axis), moves::runs(S::LENGTHS, axis + 1));
    let lead = before * one;
    Frame { lead, run, whole, moves: Moves::rows(runs, run, run, whole).to(lead) }
}

impl<T: Element, S: PadAxis<I, P, Q>, const I: usize, const P: usize, const Q: usize>
    Rule<(Tensor<T, S>, T, At<I>, At<P>, At<Q>)> for pad
{
    type Out = Tensor<T, S::Padded>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No, No, No, No);
}
impl<T: Element, S: PadAxis<I, P, Q>, const I: usize, const P: usize, const Q: usize>
    Op5<Tensor<T, S>, T, At<I>, At<P>, At<Q>> for pad
{
    fn forward(
        x: &Tensor<T, S>,
        value: &T,
        _: &At<I>,
        _: &At<P>,
        _: &At<Q>,
        out: &mut Self::Out,
        _: &mut (),
        _: &mut (),
    ) {
        out.as_mut_slice().fill(*value);
        moves::copy(const { frame::<S, S::Padded>(I, P).moves }, x.as_slice(), out.as_mut_slice());
    }
    /// dx is the part of ct inside, dvalue the sum of the rest
    fn backward<MX: Mode, MV: Mode, MI: Mode, MP: Mode, MQ: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, T>,
        _: Gone<'_, At<I>>,
        _: Gone<'_, At<P>>,
        _: Gone<'_, At<Q>>,
        _: Gone<'_, Self::Out>,
        _: &(),
        _: &mut (),
        ct: &Self::Out,
        dx: Sink<'_, Tensor<T, S>, MX>,
        dvalue: Sink<'_, T, MV>,
        _: Sink<'_, At<I>, MI>,
        _: Sink<'_, At<P>, MP>,
        _: Sink<'_, At<Q>, MQ>,
    ) {
        let Frame { lead, run, whole, moves } = const { frame::<S, S::Padded>(I, P) };
        send_back(dx, moves, ct.as_slice());
        let Some(dvalue) = dvalue.slot_to_add() else { return };
        for ct in ct.as_slice().chunks_exact(whole.max(1)) {
            ct[..lead].iter().chain(&ct[lead + run..]).for_each(|ct| dvalue.accumulate(ct));
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(pad, |T| random::<Tensor<T, D2<3, 2>>>(1), random::<T>(2), At::<1>, At::<1>, At::<2>);
    check!(pad, |T| random::<Tensor<T, D2<3, 2>>>(1), random::<T>(2), At::<0>, At::<2>, At::<0>);
    check!(pad, |T| random::<Tensor<T, shape![2, 3, 2]>>(1), random::<T>(2), At::<1>, At::<0>, At::<1>);
    let x = Matrix::from([[1, 2], [3, 4]]).pad::<0, 1, 0>(0).pad::<1, 0, 1>(5);
    assert_eq!(x, Matrix::from([[0, 0, 5], [1, 2, 5], [3, 4, 5]]));
    assert_eq!(Vector::<u8, 0>::zeros().pad::<0, 1, 1>(7), Vector::from([7, 7]));
}
