use crate::ops::prelude::*;
use crate::ops::scalar::along_sign;

/// The operation behind [`Tensor::huber`].
#[allow(non_camel_case_types)]
pub type huber = MeanOf<Huber>;

impl<T: Real, S: Shape> Tensor<T, S> {
    /// The Huber loss: squared error up to a distance of δ, absolute error beyond.
    ///
    /// y = 1/n Σᵢ h(|xᵢ − tᵢ|), h(r) = r²/2 for r ≤ δ, else δ·(r − δ/2); the mean over all elements, as PyTorch's
    /// `huber_loss`
    ///
    /// # Shapes
    /// prediction and target of one shape, a number δ > 0 → a number
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let prediction = Vector::from([1.0, 2.0]);
    /// assert_eq!(prediction.huber(&Vector::from([2.0, 5.0]), 1.0), (0.5 + 2.5) / 2.0);
    /// ```
    ///
    /// Source: Huber, *Robust Estimation of a Location Parameter* (1964).
    pub fn huber(&self, target: &impl Alike<T, S>, delta: T) -> T {
        eval3::<huber, _, _, _>(self, target.tensor(), &delta)
    }
}
method!(huber for [T: Real, S: Shape] Tensor<T, S>);

/// r²/2 for r = |x − t| ≤ δ, else δ·(r − δ/2)
#[derive(Clone, Copy, Debug)]
pub enum Huber {}
impl<T: Real> Loss<T, 3> for Huber {
    #[inline(always)]
    fn value([x, t, delta]: [T; 3]) -> T {
        let (r, half) = ((x - t).abs(), T::from_f64(0.5));
        if r <= delta { half * r * r } else { delta * (r - half * delta) }
    }
    #[inline(always)]
    fn slopes([x, t, delta]: [T; 3]) -> [T; 3] {
        let (d, r) = (x - t, (x - t).abs());
        if r <= delta {
            [d, -d, T::ZERO]
        } else {
            let slope = along_sign(d, delta);
            [slope, -slope, r - delta]
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(huber, |T| random::<Tensor<T, D2<3, 7>>>(1), random::<Tensor<T, D2<3, 7>>>(2), T::from_f64(0.7));
    // At a distance of δ both branches have the slope δ.
    let edge = (Vector::from([3.0, -1.0]), Vector::from([1.0, 1.0]), 2.0);
    assert_eq!(cotangents::<huber, _>(&edge, &1.0).0, Vector::from([1.0, -1.0]));
    let nan = Vector::from([f64::NAN]);
    assert!(nan.huber(&Vector::from([0.0]), 1.0).is_nan());
    assert_eq!(Vector::from([1e200]).huber(&Vector::from([0.0]), 2.0), 2e200);
}
