use crate::distributions::{ParameterError, require_probabilities, times_ln};
use crate::element::Real;
use crate::labels::Labels;
use crate::random::{Rng, Sample};
use crate::tensor::{Tensor, Vector};
use crate::{Dim, Params, differentiable};

/// The categorical distribution: class k of `C` with probability pₖ, as a die that may be loaded.
///
/// ```
/// use tapeless::distributions::Categorical;
/// use tapeless::prelude::*;
/// let loaded = Categorical::new(&Vector::from([0.5, 0.25, 0.25]))?;
/// let throws: Labels<100, 3> = loaded.sample(&mut tapeless::random::seeded(1));
/// assert_eq!(loaded.entropy() / 2f64.ln(), 1.5); // bits
/// assert_eq!((loaded.mean(), loaded.variance()), (0.75, 0.6875));
/// # Ok::<(), tapeless::distributions::ParameterError>(())
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 2.6.
#[derive(Params, Debug)]
pub struct Categorical<T: Real, const C: usize> {
    /// The probability of each class.
    pub p: Vector<T, C>,
}

impl<T: Real, const C: usize> Categorical<T, C> {
    /// Each class with the given probability.
    ///
    /// # Errors
    /// If a probability is not from 0 to 1, or they do not sum to 1.
    pub fn new(p: &Vector<T, C>) -> Result<Self, ParameterError> {
        require_probabilities(p.as_slice())?;
        Ok(Categorical { p: p.clone() })
    }

    /// `B` independent samples.
    ///
    /// # Shapes
    /// → `B` out of `C`
    pub fn sample<const B: usize>(&self, rng: &mut (impl Rng + ?Sized)) -> Labels<B, C> {
        Labels::from_index(|_| self.class(rng))
    }

    /// One sample.
    pub(super) fn class(&self, rng: &mut (impl Rng + ?Sized)) -> usize {
        let mut left = f64::unit(rng);
        let likely = self.p.iter().enumerate().filter(|(_, p)| **p > T::ZERO);
        let mut class = 0;
        for (k, p) in likely {
            class = k;
            left -= num_traits::ToPrimitive::to_f64(&p.primal()).unwrap_or(f64::NAN);
            if left < 0.0 {
                break;
            }
        }
        class
    }

    /// The mean of the number of the class, Σ k pₖ.
    pub fn mean(&self) -> T {
        self.moment(|k| k)
    }

    /// The variance of the number of the class, Σ (k − mean)² pₖ.
    pub fn variance(&self) -> T {
        let mean = self.mean();
        self.moment(|k| (k - mean) * (k - mean))
    }

    fn moment(&self, f: impl Fn(T) -> T) -> T {
        self.p.iter().enumerate().fold(T::ZERO, |sum, (k, &p)| sum + f(T::from_f64(k as f64)) * p)
    }

    /// The entropy, −Σ pₖ ln pₖ, in nats.
    pub fn entropy(&self) -> T {
        self.p.iter().fold(T::ZERO, |sum, &p| sum - times_ln(p, p))
    }
}

#[differentiable]
impl<T: Real, const C: usize> Categorical<T, C> {
    /// The logarithm of the probability of each label, differentiable by p.
    ///
    /// ln P(k) = ln pₖ
    ///
    /// # Shapes
    /// `B` labels out of `C` → `(B)`
    pub fn log_prob<const B: usize>(&self, x: &Labels<B, C>) -> Tensor<T, (Dim<B>,)> {
        self.p.unsqueeze::<1>().gather(x).squeeze::<1>().ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;
    use crate::random::seeded;
    use crate::testing::check_grad;

    #[differentiable]
    fn likelihood(die: &Categorical<f64, 3>, x: &Labels<4, 3>) -> f64 {
        die.log_prob(x).sum()
    }

    #[test]
    fn by_hand() {
        let die = Categorical::new(&Vector::from([0.5, 0.25, 0.25])).unwrap();
        let x = Labels::from_slice(&[0u8, 2, 2, 0]).unwrap();
        let (half, quarter) = (0.5f64.ln(), 0.25f64.ln());
        assert_eq!(die.log_prob(&x), Vector::from([half, quarter, quarter, half]));
        // 0.25 + 2·0.25, and 0.5·0.75² + 0.25·0.25² + 0.25·1.25²
        assert_eq!((die.mean(), die.variance()), (0.75, 0.6875));
        assert!((die.entropy() - 1.5 * 2f64.ln()).abs() < 1e-15);
        let mut grad = Categorical::ZERO;
        likelihood::grad(&die, &x, &mut Workspace::new(), &mut grad);
        assert_eq!(grad.p, Vector::from([4.0, 0.0, 8.0]));
        assert_eq!(check_grad(&die, &grad, |die| likelihood(die, &x)), Ok(()));
    }

    #[test]
    fn samples_are_as_frequent_as_their_probabilities() {
        const N: usize = 10_000;
        let die = Categorical::new(&Vector::<f32, 4>::from([0.1, 0.0, 0.9, 0.0])).unwrap();
        let x: Labels<N, 4> = die.sample(&mut seeded(1));
        let mut counts = [0; 4];
        x.as_slice().iter().for_each(|&k| counts[k as usize] += 1);
        assert_eq!((counts[1], counts[3]), (0, 0));
        assert!((900..1_100).contains(&counts[0]), "{counts:?}");
        assert_eq!(die.entropy(), -0.1 * 0.1f32.ln() - 0.9 * 0.9f32.ln());
    }
}
