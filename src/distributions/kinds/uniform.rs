use crate::distributions::{ParameterError, require};
use crate::element::Real;
use crate::random::Rng;
use crate::shape::Shape;
use crate::tensor::Tensor;
use crate::{Params, differentiable, stop_gradient};

/// The uniform distribution on low ≤ x < high.
///
/// ```
/// use tapeless::distributions::Uniform;
/// use tapeless::prelude::*;
/// let wait = Uniform::new(0.0, 4.0)?;
/// assert_eq!((wait.mean(), wait.variance(), wait.entropy()), (2.0, 16.0 / 12.0, 4f64.ln()));
/// assert_eq!(wait.log_prob(&Vector::from([1.0, 5.0])), Vector::from([-4f64.ln(), -f64::INFINITY]));
/// # Ok::<(), tapeless::distributions::ParameterError>(())
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 22.8.3.
#[derive(Params, Clone, Copy, Debug, PartialEq)]
pub struct Uniform<T: Real> {
    /// The lower bound.
    pub low: T,
    /// The upper bound.
    pub high: T,
}

impl<T: Real> Uniform<T> {
    /// The uniform distribution between two bounds.
    ///
    /// # Errors
    /// If the bounds are not finite, or the upper is not above the lower.
    pub fn new(low: T, high: T) -> Result<Self, ParameterError> {
        require(low.is_finite(), "a finite lower bound", low)?;
        require(low < high && high.is_finite(), "an upper bound above the lower", high)?;
        Ok(Uniform { low, high })
    }

    /// Independent samples.
    ///
    /// # Shapes
    /// → any
    pub fn sample<S: Shape>(&self, rng: &mut (impl Rng + ?Sized)) -> Tensor<T, S> {
        Tensor::uniform(self.low, self.high, rng)
    }

    /// The mean, (low + high)/2.
    pub fn mean(&self) -> T {
        (self.low + self.high) * T::from_f64(0.5)
    }

    /// The variance, (high − low)²/12.
    pub fn variance(&self) -> T {
        let width = self.high - self.low;
        width * width / T::from_f64(12.0)
    }

    /// The entropy, ln(high − low), in nats.
    pub fn entropy(&self) -> T {
        (self.high - self.low).ln()
    }
}

#[differentiable]
impl<T: Real> Uniform<T> {
    /// The logarithm of the density at each element, differentiable by the bounds.
    ///
    /// ln p(x) = −ln(high − low) for low ≤ x < high, else −∞
    ///
    /// # Shapes
    /// Any; the result has the same.
    pub fn log_prob<S: Shape>(&self, x: &Tensor<T, S>) -> Tensor<T, S> {
        let inside = x.ge(self.low).and(x.lt(self.high));
        let density = T::ONE / (self.high - self.low);
        let nowhere = stop_gradient(&(density * T::ZERO));
        inside.select(density, nowhere).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;
    use crate::random::seeded;
    use crate::testing::check_grad;

    #[differentiable]
    fn likelihood(uniform: &Uniform<f64>, x: &Vector<f64, 3>) -> f64 {
        uniform.log_prob(x).sum()
    }

    #[test]
    fn by_hand() {
        let uniform = Uniform::new(-1.0, 3.0).unwrap();
        let (inside, outside) = (-4f64.ln(), -f64::INFINITY);
        let x = Vector::from([-1.0, 2.5, 3.0, -1.5, f64::NAN]);
        assert_eq!(uniform.log_prob(&x).as_slice()[..4], [inside, inside, outside, outside]);
        assert!((uniform.mean(), uniform.entropy()) == (1.0, 4f64.ln()));
        assert!((uniform.variance() - 4.0 / 3.0).abs() < 1e-15);
        let (x, mut grad) = (Vector::from([0.0, 1.0, 2.0]), Uniform::ZERO);
        likelihood::grad(&uniform, &x, &mut Workspace::new(), &mut grad);
        // three times 1/(high − low), and minus that
        assert_eq!((grad.low, grad.high), (0.75, -0.75));
        assert_eq!(check_grad(&uniform, &grad, |uniform| likelihood(uniform, &x)), Ok(()));
    }

    #[test]
    fn samples_have_its_moments() {
        let uniform = Uniform::new(2.0, 5.0).unwrap();
        let x: Vector<f64, 20_000> = uniform.sample(&mut seeded(1));
        assert!((x.mean() - uniform.mean()).abs() < 0.02);
        assert!((x.var() - uniform.variance()).abs() < 0.02);
        assert!(uniform.log_prob(&x).is_close(&Vector::full(-3f64.ln()), 0.0, 0.0));
    }
}
