use crate::ops::prelude::*;

operation!(standardize);

/// What is added to the variance, so that a row of equal numbers becomes zeros.
const EPSILON: f64 = 1e-5;

impl<T: Real, S: Shape + Reduce<Last>> Tensor<T, S> {
    /// Each lane along the last axis brought to mean 0 and variance 1: a layer normalisation without its parameters.
    ///
    /// y = (x − μ) / √(σ² + 10⁻⁵), μ = mean x, σ² = mean (x − μ)²
    ///
    /// # Shapes
    /// `(…, N)` → `(…, N)`
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let x = Matrix::from([[1.0, 3.0], [5.0, 5.0]]);
    /// assert!(x.standardize().is_close(&Matrix::from([[-1.0, 1.0], [0.0, 0.0]]), 1e-5, 0.0));
    /// ```
    ///
    /// Source: Ba, Kiros and Hinton, *Layer Normalization* (2016).
    pub fn standardize(&self) -> Tensor<T, S> {
        eval1::<standardize, _>(self)
    }
}
method!(standardize for [T: Real, S: Shape + Reduce<Last>] Tensor<T, S>);

/// The length of the last axis, but at least 1.
fn lane<S: Shape>() -> usize {
    S::SIX_DIMS[5].max(1)
}

/// The mean of a term over a lane.
#[inline(always)]
fn mean<T: Real, X: Source>(lane: X, count: usize, term: impl Fn(X::Item) -> T) -> T {
    lanes::sum(lane, count, term) / T::from_f64(count as f64)
}

impl<T: Real, S: Shape + Reduce<Last>> Rule<(Tensor<T, S>,)> for standardize {
    type Out = Tensor<T, S>;
    /// 1 / √(σ² + ε)
    type Saved = Tensor<T, <S as Reduce<Last>>::Dropped>;
    type Scratch = ();
    type Needs = (No, Yes);
}
impl<T: Real, S: Shape + Reduce<Last>> Op1<Tensor<T, S>> for standardize {
    fn forward(x: &Tensor<T, S>, out: &mut Tensor<T, S>, scales: &mut Self::Saved, _: &mut ()) {
        let lane = lane::<S>();
        let lanes = x.as_slice().chunks_exact(lane).zip(out.as_mut_slice().chunks_exact_mut(lane));
        for ((x, y), scale) in lanes.zip(scales.as_mut_slice()) {
            let center = mean(x, lane, |x| x);
            let variance = mean(x, lane, |x| (x - center) * (x - center));
            *scale = T::ONE / (variance + T::from_f64(EPSILON)).sqrt();
            for (y, &x) in y.iter_mut().zip(x) {
                *y = (x - center) * *scale;
            }
        }
    }
    /// dx = (ct − mean ct − y · mean (ct · y)) / √(σ² + ε)
    fn backward<M: Mode>(
        _: Gone<'_, Tensor<T, S>>,
        y: Kept<'_, Tensor<T, S>>,
        scales: &Self::Saved,
        _: &mut (),
        ct: &Tensor<T, S>,
        dx: Sink<'_, Tensor<T, S>, M>,
    ) {
        let Some(dx) = dx.slot() else { return };
        let lane = lane::<S>();
        let given = y.as_slice().chunks_exact(lane).zip(ct.as_slice().chunks_exact(lane));
        let lanes = given.zip(dx.as_mut_slice().chunks_exact_mut(lane));
        for (((y, ct), dx), &scale) in lanes.zip(scales.as_slice()) {
            let shift = mean(ct, lane, |ct| ct);
            let tilt = mean((ct, y), lane, |(ct, y)| ct * y);
            for ((d, &y), &ct) in dx.iter_mut().zip(y).zip(ct) {
                put::<T, M>(d, (ct - shift - y * tilt) * scale);
            }
        }
    }
}

#[cfg(test)]
pub(super) fn cases() {
    check!(standardize, |T| random::<Tensor<T, D2<3, 9>>>(1));
    check!(standardize, |T| random::<Tensor<T, D3<2, 3, 4>>>(2));
    check!(standardize, |T| random::<Tensor<T, D1<70>>>(3));
    assert_eq!(Matrix::from([[7.0], [-1.0]]).standardize(), Matrix::zeros());
    assert_eq!(Matrix::<f64, 0, 3>::zeros().standardize(), Matrix::zeros());
    assert_eq!(Matrix::<f64, 3, 0>::zeros().standardize(), Matrix::zeros());
    let y = random::<Tensor<f64, D2<5, 100>>>(4).standardize();
    let spread = y.square().mean_axis::<1>();
    assert!(y.mean_axis::<1>().is_close(&Vector::zeros(), 0.0, 1e-12) && spread.is_close(&Vector::ones(), 1e-4, 0.0));
}
