use crate::kernels::moves::row_major;
use crate::ops::prelude::*;
use crate::value::Value;

operation!(at);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// One element, as a number: `x.at([i, j])` is `x[[i, j]]` for differentiable functions.
    ///
    /// # Shapes
    /// Any, with one index for each axis; the result is a number.
    ///
    /// # Panics
    /// If an index is not below the length of its axis.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1.0, 2.0], [3.0, 4.0]]).at([1, 0]), 3.0);
    /// ```
    pub fn at(&self, index: S::Dims) -> T
    where
        S::Dims: Value,
    {
        eval2::<at, _, _>(self, &index)
    }
}
method!(at for [T: Element, S: Shape] Tensor<T, S>);

/// The place of an element in row-major order.
fn place<S: Shape>(index: &[usize]) -> usize {
    let in_range = index.iter().zip(S::LENGTHS).all(|(i, length)| i < length);
    assert!(in_range, "index {index:?} is out of range of a tensor of shape {:?}", S::LENGTHS);
    index.iter().zip(row_major(S::LENGTHS)).map(|(i, stride)| i * stride).sum()
}

impl<T: Element, S: Shape<Dims = I>, I: Value + AsRef<[usize]>> Rule<(Tensor<T, S>, I)> for at {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, Yes, No);
}
impl<T: Element, S: Shape<Dims = I>, I: Value + AsRef<[usize]>> Op2<Tensor<T, S>, I> for at {
    fn forward(x: &Tensor<T, S>, index: &I, out: &mut T, _: &mut (), _: &mut ()) {
        *out = x.as_slice()[place::<S>(index.as_ref())];
    }
    /// dxᵢ = ct for the element taken, else 0
    fn backward<M: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        index: Kept<'_, I>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        dx: Sink<'_, Tensor<T, S>, M>,
        _: Sink<'_, I, N>,
    ) {
        let Some(dx) = dx.slot_to_add() else { return };
        dx.as_mut_slice()[place::<S>(index.as_ref())].accumulate(ct);
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(at, |T| random::<Tensor<T, D2<3, 4>>>(1), [2usize, 1]);
    check!(at, |T| random::<Tensor<T, D1<3>>>(1), [0usize]);
    check!(at, |T| random::<Tensor<T, shape![2, 3, 2]>>(1), [1usize, 2, 0]);
    assert!(Tensor::from([[false, true]]).at([0, 1]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "index [0, 4] is out of range of a tensor of shape [3, 4]"]
    fn an_index_out_of_range_says_index_and_shape() {
        Matrix::<f32, 3, 4>::zeros().at([0, 4]);
    }
}
