use crate::ops::prelude::*;
use crate::ops::scalar::along_sign;

/// The operation behind [`Tensor::mae`].
#[allow(non_camel_case_types)]
pub type mae = MeanOf<Distance>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The mean absolute error.
    ///
    /// y = 1/n Σᵢ |xᵢ − tᵢ|, the mean over all elements, as PyTorch's `l1_loss`; the derivative where x = t is 0
    ///
    /// # Shapes
    /// prediction and target of one shape → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let prediction = Vector::from([1.0, 2.0]);
    /// assert_eq!(prediction.mae(&Vector::from([1.0, 5.0])), 1.5);
    /// ```
    pub fn mae(&self, target: &impl Alike<T, S>) -> T {
        eval2::<mae, _, _>(self, target.tensor())
    }
}
method!(mae for [T: Real, S: Shape] Tensor<T, S>);

/// |x − t|
#[derive(Clone, Copy, Debug)]
pub enum Distance {}
impl<T: Real> Loss<T, 2> for Distance {
    #[inline(always)]
    fn value([x, t]: [T; 2]) -> T {
        (x - t).abs()
    }
    #[inline(always)]
    fn slopes([x, t]: [T; 2]) -> [T; 2] {
        let slope = along_sign(x - t, T::ONE);
        [slope, -slope]
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(mae, |T| random::<Tensor<T, D2<3, 7>>>(1), random::<Tensor<T, D2<3, 7>>>(2));
    let at_kink = (Vector::from([1.0, 3.0]), Vector::from([1.0, 2.0]));
    assert_eq!(cotangents::<mae, _>(&at_kink, &2.0).0, Vector::from([0.0, 1.0]));
}
