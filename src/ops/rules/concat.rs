use crate::arithmetic::AddAxis;
use crate::ops::prelude::*;

/// The operation behind [`Concat::concat`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum concat {}

/// Two shapes that differ in axis `I` at most.
#[diagnostic::on_unimplemented(
    message = "cannot concatenate tensors of shapes {Self} and {R} along axis {I}",
    label = "there must be an axis {I}, and all others must be equal",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384",
    note = "to join tensors along a new axis: `stack`"
)]
pub trait ConcatAxis<const I: usize, R>: Shape {
    /// The shape with that axis as long as both together.
    type Joined: Shape;
}
relation! {
    [S: Shape, R: Shape, const I: usize] S: ConcatAxis<I, R>,
    [
        S: HasAxis<I>,
        R: HasAxis<I, Without = S::Without>,
        AxisOf<S, I>: AddAxis<AxisOf<R, I>>,
    ]
    type Joined = WithAxis<S, I, <AxisOf<S, I> as AddAxis<AxisOf<R, I>>>::Out>, or ();
}

/// Joining two tensors along an axis.
pub trait Concat<Other> {
    /// Element and shape of this and the other tensor.
    type Element: Element;
    /// The shape of this tensor.
    type Shape: Shape;
    /// The shape of the other tensor.
    type OtherShape: Shape;

    /// The two tensors one after the other along axis `I`.
    ///
    /// # Shapes
    /// `concat::<1>`: `(A, B, C)`, `(A, D, C)` → `(A, B + D, C)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let left = Matrix::<f32, 3, 4>::zeros();
    /// let both: Matrix<f32, 3, 9> = left.concat::<1>(&Matrix::<f32, 3, 5>::zeros());
    /// assert_eq!(Vector::from([1, 2]).concat::<0>(&Vector::from([3])), Vector::from([1, 2, 3]));
    /// ```
    fn concat<const I: usize>(
        &self,
        other: &Other,
    ) -> Tensor<Self::Element, <Self::Shape as ConcatAxis<I, Self::OtherShape>>::Joined>
    where
        Self::Shape: ConcatAxis<I, Self::OtherShape>;
}
impl<T: Element, S: Shape, R: Shape> Concat<Tensor<T, R>> for Tensor<T, S> {
    type Element = T;
    type Shape = S;
    type OtherShape = R;

    fn concat<const I: usize>(&self, other: &Tensor<T, R>) -> Tensor<T, <S as ConcatAxis<I, R>>::Joined>
    where
        S: ConcatAxis<I, R>,
    {
        eval3::<concat, _, _, _>(self, other, &At::<I>)
    }
}
method!(concat for [T: Element, S: Shape] Tensor<T, S>);

/// How each operand moves into the result.
const fn moves<S: Shape, R: Shape>(axis: usize) -> (Moves, Moves) {
    let ((runs, a), (_, b)) = (moves::runs(S::LENGTHS, axis), moves::runs(R::LENGTHS, axis));
    (Moves::rows(runs, a, a, a + b), Moves::rows(runs, b, b, a + b).to(a))
}

impl<T: Element, S: ConcatAxis<I, R>, R: Shape, const I: usize> Rule<(Tensor<T, S>, Tensor<T, R>, At<I>)>
    for concat
{
    type Out = Tensor<T, S::Joined>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No, No);
}
impl<T: Element, S: ConcatAxis<I, R>, R: Shape, const I: usize> Op3<Tensor<T, S>, Tensor<T, R>, At<I>>
    for concat
{
    #[inline(always)]
    fn forward(
        a: &Tensor<T, S>,
        b: &Tensor<T, R>,
        _: &At<I>,
        out: &mut Tensor<T, S::Joined>,
        _: &mut (),
        _: &mut (),
    ) {
        let (from_a, from_b) = const { moves::<S, R>(I) };
        moves::copy(from_a, a.as_slice(), out.as_mut_slice());
        moves::copy(from_b, b.as_slice(), out.as_mut_slice());
    }
    /// Each operand gets its part of the cotangent.
    #[inline(always)]
    fn backward<MA: Mode, MB: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, Tensor<T, R>>,
        _: Gone<'_, At<I>>,
        _: Gone<'_, Tensor<T, S::Joined>>,
        _: &(),
        _: &mut (),
        ct: &Tensor<T, S::Joined>,
        da: Sink<'_, Tensor<T, S>, MA>,
        db: Sink<'_, Tensor<T, R>, MB>,
        _: Sink<'_, At<I>, N>,
    ) {
        let (from_a, from_b) = const { moves::<S, R>(I) };
        send_back(da, from_a, ct.as_slice());
        send_back(db, from_b, ct.as_slice());
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(concat, |T| random::<Tensor<T, D2<3, 4>>>(1), random::<Tensor<T, D2<3, 5>>>(2), At::<1>);
    check!(concat, |T| random::<Tensor<T, D2<1, 3>>>(1), random::<Tensor<T, shape![1, 3]>>(2), At::<0>);
    check!(
        concat,
        |T| random::<Tensor<T, shape![2, 3, 2]>>(1),
        random::<Tensor<T, shape![2, 1, 2]>>(2),
        At::<1>
    );
    let x = Matrix::from([[1, 2], [3, 4]]).concat::<1>(&Matrix::from([[5], [6]]));
    assert_eq!(x, Matrix::from([[1, 2, 5], [3, 4, 6]]));
    let empty = Vector::<u8, 0>::zeros();
    assert_eq!(empty.concat::<0>(&Vector::from([7])), Vector::from([7]));
    let long = Vector::<bool, 1000>::zeros().concat::<0>(&Vector::<bool, 1001>::zeros());
    assert_eq!(long.dims(), [2001]);
}
