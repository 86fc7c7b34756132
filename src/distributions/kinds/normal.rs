use crate::distributions::{ParameterError, require};
use crate::element::Real;
use crate::random::Rng;
use crate::shape::Shape;
use crate::tensor::Tensor;
use crate::{Params, differentiable};

/// The normal distribution N(μ, σ²), of density exp(−(x − μ)²/2σ²) / (σ √2π).
///
/// ```
/// use tapeless::distributions::Normal;
/// use tapeless::prelude::*;
/// let height = Normal::new(170.0, 10.0)?;
/// let people: Vector<f64, 4> = height.sample(&mut tapeless::random::seeded(1));
/// let [at_mean, off] = height.log_prob(&Vector::from([170.0, 180.0])).to_array();
/// assert!((at_mean - off - 0.5).abs() < 1e-12);
/// assert_eq!((height.mean(), height.variance()), (170.0, 100.0));
/// assert!(height.entropy() > Normal::new(0.0, 1.0)?.entropy());
/// # Ok::<(), tapeless::distributions::ParameterError>(())
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 22.8.6.
#[derive(Params, Clone, Copy, Debug, PartialEq)]
pub struct Normal<T: Real> {
    /// The mean μ.
    pub mean: T,
    /// The standard deviation σ.
    pub std: T,
}

/// ½ ln 2π
const HALF_LN_TAU: f64 = 0.918_938_533_204_672_7;

impl<T: Real> Normal<T> {
    /// The normal distribution of this mean and standard deviation.
    ///
    /// # Errors
    /// If the mean is not finite, or the standard deviation not finite and above 0.
    pub fn new(mean: T, std: T) -> Result<Self, ParameterError> {
        require(mean.is_finite(), "a finite mean", mean)?;
        require(std > T::ZERO && std.is_finite(), "a standard deviation above 0", std)?;
        Ok(Normal { mean, std })
    }

    /// Independent samples.
    ///
    /// # Shapes
    /// → any
    pub fn sample<S: Shape>(&self, rng: &mut (impl Rng + ?Sized)) -> Tensor<T, S> {
        Tensor::normal(self.mean, self.std, rng)
    }

    /// The mean, μ.
    pub fn mean(&self) -> T {
        self.mean
    }

    /// The variance, σ².
    pub fn variance(&self) -> T {
        self.std * self.std
    }

    /// The entropy, ½ + ½ ln 2π + ln σ, in nats.
    pub fn entropy(&self) -> T {
        T::from_f64(0.5 + HALF_LN_TAU) + self.std.ln()
    }
}

#[differentiable]
impl<T: Real> Normal<T> {
    /// The logarithm of the density at each element, differentiable by x, μ and σ.
    ///
    /// ln p(x) = −½ ((x − μ)/σ)² − ln σ − ½ ln 2π
    ///
    /// # Shapes
    /// Any; the result has the same.
    pub fn log_prob<S: Shape>(&self, x: &Tensor<T, S>) -> Tensor<T, S> {
        let z = (x - self.mean) / self.std;
        z.square() * T::from_f64(-0.5) - self.std.ln() - T::from_f64(HALF_LN_TAU)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;
    use crate::random::seeded;
    use crate::testing::check_grad;

    #[differentiable]
    fn likelihood(normal: &Normal<f64>, x: &Matrix<f64, 2, 2>) -> f64 {
        normal.log_prob(x).sum()
    }

    #[test]
    fn by_hand() {
        let normal = Normal::new(1.0, 2.0).unwrap();
        // −½·1 − ln 2 − ½ ln 2π at one deviation from the mean
        let x = Matrix::from([[3.0, -1.0], [1.0, 5.0]]);
        let peak = -2f64.ln() - 0.918_938_533_204_672_7;
        let expected = Matrix::from([[peak - 0.5, peak - 0.5], [peak, peak - 2.0]]);
        assert!(normal.log_prob(&x).is_close(&expected, 1e-15, 0.0));
        assert_eq!((normal.mean(), normal.variance()), (1.0, 4.0));
        // ½ ln(2πe·4)
        assert!(
            (normal.entropy() - 0.5 * (8.0 * core::f64::consts::PI * core::f64::consts::E).ln()).abs()
                < 1e-15
        );
        let mut grad = Normal::ZERO;
        likelihood::grad(&normal, &x, &mut Workspace::new(), &mut grad);
        // Σ (x − μ)/σ² = (2 − 2 + 0 + 4)/4, Σ ((x − μ)²/σ³ − 1/σ) = (4 + 4 + 0 + 16)/8 − 4/2
        assert_eq!((grad.mean, grad.std), (1.0, 1.0));
        assert_eq!(check_grad(&normal, &grad, |normal| likelihood(normal, &x)), Ok(()));
    }

    #[test]
    fn samples_have_its_moments_and_its_entropy() {
        let normal = Normal::new(-3.0f32, 0.5).unwrap();
        let x: Vector<f32, 20_000> = normal.sample(&mut seeded(1));
        assert!((x.mean() - normal.mean()).abs() < 0.02);
        assert!((x.var() - normal.variance()).abs() < 0.01);
        assert!((normal.log_prob(&x).mean() + normal.entropy()).abs() < 0.01);
    }
}
