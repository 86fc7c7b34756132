//! Probability distributions: samples, log-probabilities, means, variances, entropies.
//!
//! A distribution is a [`Params`](crate::Params) struct of its parameters, so that its log-probability can be
//! differentiated with respect to them: maximum likelihood is gradient descent on a distribution.
//!
//! ```
//! use tapeless::distributions::Normal;
//! use tapeless::prelude::*;
//! use tapeless::random::seeded;
//!
//! #[differentiable]
//! fn surprise(normal: &Normal<f64>, x: &Vector<f64, 500>) -> f64 {
//!     -normal.log_prob(x).mean()
//! }
//!
//! let x = Normal::new(3.0, 0.5)?.sample(&mut seeded(1));
//! let (mut guess, mut slope) = (Normal::new(0.0, 2.0)?, Normal::ZERO);
//! for _ in 0..2000 {
//!     surprise::grad(&guess, &x, &mut Workspace::new(), &mut slope);
//!     guess.mean -= 0.05 * slope.mean;
//!     guess.std -= 0.05 * slope.std;
//! }
//! assert!((guess.mean - 3.0).abs() < 0.05 && (guess.std - 0.5).abs() < 0.05);
//! # Ok::<(), tapeless::distributions::ParameterError>(())
//! ```
//!
//! The constructors `new` check their parameters. Inside a differentiable function, where a struct cannot be built and
//! nothing can fail, the functions [`bernoulli()`], [`categorical()`], [`uniform()`] and [`normal()`] make a distribution
//! of values that were computed there (of a [`Multinomial`] there is [`multinomial_log_prob()`]):
//!
//! ```
//! use tapeless::distributions::normal;
//! use tapeless::prelude::*;
//! /// The log-likelihood of x under a standard deviation that is exp(s), and so always positive.
//! #[differentiable]
//! fn log_likelihood(s: f64, x: &Vector<f64, 2>) -> f64 {
//!     normal(x.mean(), s.exp()).log_prob(x).sum()
//! }
//! let (x, mut slope) = (Vector::from([-1.0, 1.0]), 9.0);
//! log_likelihood::grad(0.0, &x, &mut Workspace::new(), &mut slope);
//! assert_eq!(slope, 0.0); // the deviation is 1 = exp(0): nothing is more likely
//! ```
//!
//! Logarithms are natural: entropies are in nats; divide by ln 2 for bits. A network that gives a distribution for each
//! row of a batch is trained with the losses that are fused and stable:
//! [`cross_entropy`](crate::Tensor::cross_entropy), [`bce_with_logits`](crate::Tensor::bce_with_logits),
//! [`gaussian_nll`](crate::Tensor::gaussian_nll).

mod construct;
mod kinds;

use core::fmt;

use crate::element::Real;

pub use construct::{bernoulli, categorical, normal, uniform};
pub use kinds::{Bernoulli, Categorical, Multinomial, Normal, Uniform, multinomial_log_prob};

/// Parameters that make no distribution.
///
/// ```
/// use tapeless::distributions::{Normal, ParameterError};
/// let error: ParameterError = Normal::new(0.0, -1.0).unwrap_err();
/// assert_eq!(error.to_string(), "expected a standard deviation above 0, found -1");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParameterError {
    /// Which parameter, and what it must be.
    pub expected: &'static str,
    /// What it was.
    pub found: f64,
}

impl fmt::Display for ParameterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}
impl core::error::Error for ParameterError {}

/// `Ok` if the condition holds, else what was expected and found.
fn require<T: Real>(holds: bool, expected: &'static str, found: T) -> Result<(), ParameterError> {
    let found = num_traits::ToPrimitive::to_f64(&found.primal()).unwrap_or(f64::NAN);
    if holds { Ok(()) } else { Err(ParameterError { expected, found }) }
}

/// Probabilities are between 0 and 1, and sum to 1 up to rounding.
fn require_probabilities<T: Real>(p: &[T]) -> Result<(), ParameterError> {
    for &p in p {
        require(p >= T::ZERO && p <= T::ONE, "probabilities from 0 to 1", p)?;
    }
    let sum = p.iter().fold(T::ZERO, |sum, &p| sum + p);
    let rounding = T::from_f64(4.0 * p.len() as f64) * T::EPSILON;
    require((sum - T::ONE).abs() <= rounding, "probabilities with sum 1", sum)
}

/// x·ln y, and 0 if x is 0, whatever y.
fn times_ln<T: Real>(x: T, y: T) -> T {
    if x == T::ZERO { T::ZERO } else { x * y.ln() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    #[test]
    fn what_makes_no_distribution() {
        let message = |error: ParameterError| std::string::ToString::to_string(&error);
        assert_eq!(
            message(Bernoulli::new(1.5).unwrap_err()),
            "expected a probability from 0 to 1, found 1.5"
        );
        assert_eq!(
            message(Normal::new(0.0, 0.0).unwrap_err()),
            "expected a standard deviation above 0, found 0"
        );
        assert_eq!(message(Normal::new(f64::NAN, 1.0).unwrap_err()), "expected a finite mean, found NaN");
        assert_eq!(
            message(Uniform::new(2.0, 1.0).unwrap_err()),
            "expected an upper bound above the lower, found 1"
        );
        let uneven = Categorical::new(&Vector::from([0.5, 0.25])).unwrap_err();
        assert_eq!(message(uneven), "expected probabilities with sum 1, found 0.75");
        let negative = Categorical::new(&Vector::from([1.5, -0.5])).unwrap_err();
        assert_eq!(message(negative), "expected probabilities from 0 to 1, found 1.5");
        assert!(Categorical::new(&Vector::from([f64::NAN, 1.0])).is_err());
        assert!(Categorical::new(&Vector::<f64, 0>::from([])).is_err());
        assert!(Categorical::new(&Vector::<f32, 6>::full(1.0 / 6.0)).is_ok());
        let half = Multinomial::new(0.5, &Vector::from([1.0])).unwrap_err();
        assert_eq!(message(half), "expected a whole number of trials, found 0.5");
    }
}
