use crate::ops::prelude::*;

operation!(stack);

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The two tensors side by side along a new axis `I`. For more than two see [`Stack`].
    ///
    /// of `stack::<0>`: y₀ⱼ = aⱼ, y₁ⱼ = bⱼ
    ///
    /// # Shapes
    /// `stack::<1>`: `(A, B)`, `(A, B)` → `(A, 2, B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (a, b) = (Vector::from([1, 2]), Vector::from([3, 4]));
    /// assert_eq!(a.stack::<0>(&b), Matrix::from([[1, 2], [3, 4]]));
    /// assert_eq!(a.stack::<1>(&b), Matrix::from([[1, 3], [2, 4]]));
    /// ```
    pub fn stack<const I: usize>(&self, other: &impl Alike<T, S>) -> Tensor<T, <S as InsertAxis<I>>::With<Dim<2>>>
    where
        S: InsertAxis<I>,
    {
        eval3::<stack, _, _, _>(self, other.tensor(), &At::<I>)
    }
}
method!(stack for [T: Element, S: Shape] Tensor<T, S>);

/// Joining an array of tensors along a new axis.
pub trait Stack<const N: usize> {
    /// The elements.
    type Element: Element;
    /// The shape of each.
    type Shape: Shape;

    /// The tensors side by side along a new axis `I`.
    ///
    /// # Shapes
    /// `stack::<1>`: N times `(A, B)` → `(A, N, B)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let (a, b) = (Vector::from([1, 2]), Vector::from([3, 4]));
    /// assert_eq!([&a, &b, &a].stack::<1>(), Matrix::from([[1, 3, 1], [2, 4, 2]]));
    /// ```
    fn stack<const I: usize>(&self) -> Tensor<Self::Element, <Self::Shape as InsertAxis<I>>::With<Dim<N>>>
    where
        Self::Shape: InsertAxis<I>;
}
impl<T: Element, S: Shape, const N: usize> Stack<N> for [Tensor<T, S>; N] {
    type Element = T;
    type Shape = S;
    fn stack<const I: usize>(&self) -> Tensor<T, S::With<Dim<N>>>
    where
        S: InsertAxis<I>,
    {
        eval2::<stack, _, _>(self, &At::<I>)
    }
}
impl<T: Element, S: Shape, const N: usize> Stack<N> for [&Tensor<T, S>; N] {
    type Element = T;
    type Shape = S;
    fn stack<const I: usize>(&self) -> Tensor<T, S::With<Dim<N>>>
    where
        S: InsertAxis<I>,
    {
        let mut out = Tensor::ZERO;
        for (k, part) in self.iter().enumerate() {
            moves::copy(into::<S, I>(k, N), part.as_slice(), out.as_mut_slice());
        }
        out
    }
}
method!(stack for [T: Element, S: Shape, const N: usize] [Tensor<T, S>; N]);

/// How the tensor number `k` of `n` moves into the result.
#[inline(always)]
const fn into<S: Shape, const I: usize>(k: usize, n: usize) -> Moves {
    let (runs, run) = moves::runs(S::LENGTHS, I);
    Moves::rows(runs, run, run, n * run).to(k * run)
}

impl<T: Element, S: InsertAxis<I>, const I: usize> Rule<(Tensor<T, S>, Tensor<T, S>, At<I>)> for stack {
    type Out = Tensor<T, S::With<Dim<2>>>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No, No);
}
impl<T: Element, S: InsertAxis<I>, const I: usize> Op3<Tensor<T, S>, Tensor<T, S>, At<I>> for stack {
    #[inline(always)]
    fn forward(a: &Tensor<T, S>, b: &Tensor<T, S>, _: &At<I>, out: &mut Self::Out, _: &mut (), _: &mut ()) {
        moves::copy(into::<S, I>(0, 2), a.as_slice(), out.as_mut_slice());
        moves::copy(into::<S, I>(1, 2), b.as_slice(), out.as_mut_slice());
    }
    /// Each operand gets its part of the cotangent.
    #[inline(always)]
    fn backward<MA: Mode, MB: Mode, N: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, Tensor<T, S>>,
        _: Gone<'_, At<I>>,
        _: Gone<'_, Self::Out>,
        _: &(),
        _: &mut (),
        ct: &Self::Out,
        da: Sink<'_, Tensor<T, S>, MA>,
        db: Sink<'_, Tensor<T, S>, MB>,
        _: Sink<'_, At<I>, N>,
    ) {
        send_back(da, into::<S, I>(0, 2), ct.as_slice());
        send_back(db, into::<S, I>(1, 2), ct.as_slice());
    }
}

impl<T: Element, S: InsertAxis<I>, const I: usize, const N: usize> Rule<([Tensor<T, S>; N], At<I>)>
    for stack
{
    type Out = Tensor<T, S::With<Dim<N>>>;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No, No);
}
impl<T: Element, S: InsertAxis<I>, const I: usize, const N: usize> Op2<[Tensor<T, S>; N], At<I>> for stack {
    #[inline(always)]
    fn forward(parts: &[Tensor<T, S>; N], _: &At<I>, out: &mut Self::Out, _: &mut (), _: &mut ()) {
        for (k, part) in parts.iter().enumerate() {
            moves::copy(into::<S, I>(k, N), part.as_slice(), out.as_mut_slice());
        }
    }
    /// Each operand gets its part of the cotangent.
    #[inline(always)]
    fn backward<MP: Mode, MI: Mode>(
        _: Gone<'_, [Tensor<T, S>; N]>,
        _: Gone<'_, At<I>>,
        _: Gone<'_, Self::Out>,
        _: &(),
        _: &mut (),
        ct: &Self::Out,
        mut parts: Sink<'_, [Tensor<T, S>; N], MP>,
        _: Sink<'_, At<I>, MI>,
    ) {
        for k in 0..N {
            send_back(parts.first().part(|parts| &mut parts[k]), into::<S, I>(k, N), ct.as_slice());
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(stack, |T| random::<Tensor<T, D2<3, 2>>>(1), random::<Tensor<T, D2<3, 2>>>(2), At::<1>);
    check!(stack, |T| random::<Tensor<T, ()>>(1), random::<Tensor<T, ()>>(2), At::<0>);
    check!(stack, |T| random::<[Tensor<T, D2<3, 2>>; 4]>(1), At::<0>);
    check!(stack, |T| random::<[Tensor<T, D2<3, 2>>; 3]>(1), At::<2>);
    let rows = [Vector::from([1, 2]), Vector::from([3, 4]), Vector::from([5, 6])];
    assert_eq!(rows.stack::<1>(), Matrix::from([[1, 3, 5], [2, 4, 6]]));
    assert_eq!(rows.each_ref().stack::<0>(), Matrix::from([[1, 2], [3, 4], [5, 6]]));
}
