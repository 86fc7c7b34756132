use crate::arithmetic::DivAxis;
use crate::ops::prelude::*;

operation!(chunks);

/// A shape whose axis `I` divides into `N` equal parts.
#[diagnostic::on_unimplemented(
    message = "cannot cut axis {I} of a tensor of shape {Self} into {N} equal chunks",
    label = "the length of axis {I} must be a multiple of {N}",
    note = "shape arithmetic knows the lengths 0 to 1023, the multiples of 8 below 4096 and of 64 below 16384"
)]
pub trait ChunkAxis<const I: usize, const N: usize>: Shape {
    /// The shape of one part.
    type Chunk: Shape;
}
relation! {
    [S: Shape, const I: usize, const N: usize] S: ChunkAxis<I, N>,
    [S: HasAxis<I>, AxisOf<S, I>: DivAxis<Dim<N>>]
    type Chunk = WithAxis<S, I, <AxisOf<S, I> as DivAxis<Dim<N>>>::Out>, or ();
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The tensor in `N` equal parts along axis `I`.
    ///
    /// number k is yᵢ = xₖₙ₊ᵢ, where a part has n positions along the axis
    ///
    /// # Shapes
    /// `chunks::<1, N>`: `(A, B)` → N times `(A, B / N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let [query, key, value] = Vector::from([1, 2, 3, 4, 5, 6]).chunks::<0, 3>();
    /// assert_eq!(key, Vector::from([3, 4]));
    /// ```
    pub fn chunks<const I: usize, const N: usize>(&self) -> [Tensor<T, S::Chunk>; N]
    where
        S: ChunkAxis<I, N>,
    {
        eval3::<chunks, _, _, _>(self, &At::<I>, &At::<N>)
    }
}
method!(chunks for [T: Element, S: Shape] Tensor<T, S>);

/// How chunk number `k` moves out of the tensor.
#[inline(always)]
const fn out_of<S: ChunkAxis<I, N>, const I: usize, const N: usize>(k: usize) -> Moves {
    let (runs, run) = moves::runs(S::Chunk::LENGTHS, I);
    Moves::rows(runs, run, N * run, run).from(k * run)
}

impl<T: Element, S: ChunkAxis<I, N>, const I: usize, const N: usize> Rule<(Tensor<T, S>, At<I>, At<N>)>
    for chunks
{
    type Out = [Tensor<T, S::Chunk>; N];
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No, No);
}
impl<T: Element, S: ChunkAxis<I, N>, const I: usize, const N: usize> Op3<Tensor<T, S>, At<I>, At<N>>
    for chunks
{
    #[inline(always)]
    fn forward(x: &Tensor<T, S>, _: &At<I>, _: &At<N>, out: &mut Self::Out, _: &mut (), _: &mut ()) {
        for (k, chunk) in out.iter_mut().enumerate() {
            moves::copy(out_of::<S, I, N>(k), x.as_slice(), chunk.as_mut_slice());
        }
    }
    /// The cotangents of the chunks, joined.
    #[inline(always)]
    fn backward<M: Mode, MI: Mode, MN: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, At<I>>,
        _: Gone<'_, At<N>>,
        _: Gone<'_, Self::Out>,
        _: &(),
        _: &mut (),
        ct: &Self::Out,
        dx: Sink<'_, Tensor<T, S>, M>,
        _: Sink<'_, At<I>, MI>,
        _: Sink<'_, At<N>, MN>,
    ) {
        let parts = core::array::from_fn::<_, N, _>(|k| (out_of::<S, I, N>(k).reversed(), ct[k].as_slice()));
        send_parts(dx, parts);
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(chunks, |T| random::<Tensor<T, D2<3, 6>>>(1), At::<1>, At::<3>);
    check!(chunks, |T| random::<Tensor<T, D2<4, 2>>>(1), At::<0>, At::<2>);
    check!(chunks, |T| random::<Tensor<T, D2<4, 2>>>(1), At::<0>, At::<1>);
    let [first, last] = Matrix::from([[1, 2], [3, 4]]).chunks::<1, 2>();
    assert_eq!((first, last), (Matrix::from([[1], [3]]), Matrix::from([[2], [4]])));
}
