use crate::distributions::{ParameterError, require, times_ln};
use crate::element::Real;
use crate::random::Rng;
use crate::shape::Shape;
use crate::tensor::Tensor;
use crate::{Params, differentiable};

/// The Bernoulli distribution: `true` with probability p, else `false`.
///
/// ```
/// use tapeless::distributions::Bernoulli;
/// use tapeless::prelude::*;
/// let coin = Bernoulli::new(0.25)?;
/// let throws: Vector<bool, 8> = coin.sample(&mut tapeless::random::seeded(1));
/// assert_eq!(coin.log_prob(&Vector::from([true])), Vector::from([0.25f64.ln()]));
/// assert_eq!((coin.mean(), coin.variance()), (0.25, 0.1875));
/// assert_eq!(Bernoulli::new(1.0)?.entropy(), 0.0);
/// # Ok::<(), tapeless::distributions::ParameterError>(())
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 22.8.1.
#[derive(Params, Clone, Copy, Debug, PartialEq)]
pub struct Bernoulli<T: Real> {
    /// The probability of `true`.
    pub p: T,
}

impl<T: Real> Bernoulli<T> {
    /// `true` with probability p.
    ///
    /// # Errors
    /// If p is not from 0 to 1.
    pub fn new(p: T) -> Result<Self, ParameterError> {
        require(p >= T::ZERO && p <= T::ONE, "a probability from 0 to 1", p)?;
        Ok(Bernoulli { p })
    }

    /// Independent samples.
    ///
    /// # Shapes
    /// → any
    pub fn sample<S: Shape>(&self, rng: &mut (impl Rng + ?Sized)) -> Tensor<bool, S> {
        Tensor::bernoulli(num_traits::ToPrimitive::to_f64(&self.p.primal()).unwrap_or(f64::NAN), rng)
    }

    /// The mean of 1 for `true` and 0 for `false`, p.
    pub fn mean(&self) -> T {
        self.p
    }

    /// The variance of 1 for `true` and 0 for `false`, p (1 − p).
    pub fn variance(&self) -> T {
        self.p * (T::ONE - self.p)
    }

    /// The entropy, −p ln p − (1 − p) ln(1 − p), in nats.
    pub fn entropy(&self) -> T {
        let q = T::ONE - self.p;
        -times_ln(self.p, self.p) - times_ln(q, q)
    }
}

#[differentiable]
impl<T: Real> Bernoulli<T> {
    /// The logarithm of the probability of each element, differentiable by p.
    ///
    /// ln P(x) = ln p if x, else ln(1 − p)
    ///
    /// # Shapes
    /// Any; the result has the same.
    pub fn log_prob<S: Shape>(&self, x: &Tensor<bool, S>) -> Tensor<T, S> {
        let q = T::ONE - self.p;
        x.select(self.p, q).ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;
    use crate::random::seeded;
    use crate::testing::check_grad;

    #[differentiable]
    fn likelihood(coin: &Bernoulli<f64>, x: &Vector<bool, 4>) -> f64 {
        coin.log_prob(x).sum()
    }

    #[test]
    fn by_hand() {
        let coin = Bernoulli::new(0.2).unwrap();
        let x = Vector::from([true, false, false, true]);
        let (t, f) = (0.2f64.ln(), 0.8f64.ln());
        assert_eq!(coin.log_prob(&x), Vector::from([t, f, f, t]));
        assert!((coin.variance() - 0.16).abs() < 1e-16);
        assert!((coin.entropy() - 0.500_402_423_538_188).abs() < 1e-15);
        let mut grad = Bernoulli::ZERO;
        likelihood::grad(&coin, &x, &mut Workspace::new(), &mut grad);
        // 2/p − 2/(1 − p)
        assert!((grad.p - 7.5).abs() < 1e-14);
        assert_eq!(check_grad(&coin, &grad, |coin| likelihood(coin, &x)), Ok(()));
    }

    #[test]
    fn what_is_certain_has_no_entropy_and_a_finite_slope() {
        for p in [0.0, 1.0] {
            let coin = Bernoulli::new(p).unwrap();
            assert_eq!((coin.entropy(), coin.variance()), (0.0, 0.0));
            let x = Vector::full(p == 1.0);
            assert_eq!(coin.log_prob(&x), Vector::<f64, 4>::zeros());
            assert_eq!(coin.log_prob(&x.not()), Vector::full(-f64::INFINITY));
            let mut grad = Bernoulli::ZERO;
            likelihood::grad(&coin, &x, &mut Workspace::new(), &mut grad);
            assert_eq!(grad.p, if p == 1.0 { 4.0 } else { -4.0 });
        }
    }

    #[test]
    fn samples_have_its_mean() {
        let x: Vector<bool, 10_000> = Bernoulli::new(0.3f32).unwrap().sample(&mut seeded(1));
        assert!((2_900..3_100).contains(&x.count()));
    }
}
