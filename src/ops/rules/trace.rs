use crate::ops::prelude::*;

/// The operation behind [`Tensor::trace`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum trace {}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// The trace: the sum of the diagonal.
    ///
    /// y = Σᵢ aᵢᵢ, and da = ct·I
    ///
    /// # Shapes
    /// `(N, N)` → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// assert_eq!(Matrix::from([[1.0, 2.0], [3.0, 4.0]]).trace(), 5.0);
    /// ```
    pub fn trace(&self) -> T
    where
        T: Number,
        S: SquareShape,
    {
        eval1::<trace, Tensor<T, (S::Side, S::Side)>>(same(self))
    }
}
method!(trace for [T: Number, N: Axis] Tensor<T, (N, N)>);

impl<T: Number, N: Axis> Rule<(Tensor<T, (N, N)>,)> for trace {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (No, No);
}
impl<T: Number, N: Axis> Op1<Tensor<T, (N, N)>> for trace {
    fn forward(a: &Tensor<T, (N, N)>, out: &mut T, _: &mut (), _: &mut ()) {
        *out = a.as_slice().iter().step_by(N::LEN + 1).fold(T::ZERO, |sum, &x| sum.plus(x));
    }
    fn backward<M: Mode>(
        _: Gone<'_, Tensor<T, (N, N)>>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        da: Sink<'_, Tensor<T, (N, N)>, M>,
    ) {
        let Some(da) = da.slot_to_add() else { return };
        da.as_mut_slice().iter_mut().step_by(N::LEN + 1).for_each(|d| d.accumulate(ct));
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(trace, |T| random::<Tensor<T, D2<3, 3>>>(1));
    check!(trace, |T| random::<Tensor<T, D2<1, 1>>>(1));
    assert_eq!(Matrix::<f64, 0, 0>::zeros().trace(), 0.0);
    assert_eq!(Matrix::from([[1, 2], [3, 4]]).trace(), 5);
}
