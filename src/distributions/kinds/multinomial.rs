use super::Categorical;
use crate::distributions::{ParameterError, require, require_probabilities, times_ln};
use crate::element::Real;
use crate::op::{Gone, Kept, Mode, No, Op2, Rule, Sink, Yes, eval2};
use crate::random::Rng;
use crate::tensor::Vector;
use crate::{Params, Zeroed, differentiable};

/// The multinomial distribution: how often each class comes in a number of independent trials.
///
/// ```
/// use tapeless::distributions::Multinomial;
/// use tapeless::prelude::*;
/// let throws = Multinomial::new(60.0, &Vector::<f64, 6>::full(1.0 / 6.0))?;
/// let counts = throws.sample(&mut tapeless::random::seeded(1));
/// assert_eq!(counts.sum(), 60);
/// assert!(throws.mean().is_close(&Vector::full(10.0), 1e-15, 0.0));
/// assert!(throws.variance().is_close(&Vector::full(60.0 * 5.0 / 36.0), 1e-15, 0.0));
/// assert_eq!(Multinomial::new(2.0, &Vector::from([0.5, 0.5]))?.entropy(), 1.5 * 2f64.ln()); // ¼, ½, ¼
/// # Ok::<(), tapeless::distributions::ParameterError>(())
/// ```
///
/// Source: Zhang et al., *Dive into Deep Learning*, 2.6.
#[derive(Params, Debug)]
pub struct Multinomial<T: Real, const C: usize> {
    /// The number of trials: whole, and nothing that could be learned.
    #[frozen]
    pub trials: T,
    /// The probability of each class.
    pub p: Vector<T, C>,
}

impl<T: Real, const C: usize> Multinomial<T, C> {
    /// The counts of so many trials, each class with the given probability.
    ///
    /// # Errors
    /// If the number of trials is not a whole number from 0, a probability is not from 0 to 1, or they do not sum to 1.
    pub fn new(trials: T, p: &Vector<T, C>) -> Result<Self, ParameterError> {
        let whole = trials >= T::ZERO && trials.is_finite() && trials.floor() == trials;
        require(whole, "a whole number of trials", trials)?;
        require_probabilities(p.as_slice())?;
        Ok(Multinomial { trials, p: p.clone() })
    }

    /// One sample: how often each class came.
    pub fn sample(&self, rng: &mut (impl Rng + ?Sized)) -> Vector<u32, C> {
        let (one, mut counts) = (Categorical { p: self.p.clone() }, Vector::ZERO);
        for _ in 0..self.count() {
            if let Some(count) = counts.as_mut_slice().get_mut(one.class(rng)) {
                *count += 1;
            }
        }
        counts
    }

    fn count(&self) -> u64 {
        num_traits::ToPrimitive::to_u64(&self.trials.primal()).unwrap_or(0)
    }

    /// The mean of each count, n pₖ.
    pub fn mean(&self) -> Vector<T, C> {
        self.p.map(|p| self.trials * p)
    }

    /// The variance of each count, n pₖ (1 − pₖ).
    pub fn variance(&self) -> Vector<T, C> {
        self.p.map(|p| self.trials * p * (T::ONE - p))
    }

    /// The entropy, in nats.
    ///
    /// −ln n! − n Σ pₖ ln pₖ + Σₖ Σₓ ln x! · P(count k is x)
    ///
    /// It takes about n · C steps.
    pub fn entropy(&self) -> T {
        let surprise = self.p.iter().fold(T::ZERO, |sum, &p| sum - self.trials * times_ln(p, p));
        let orders = self.p.iter().fold(T::ZERO, |sum, &p| sum + self.mean_ln_factorial(p));
        -ln_factorial::<T>(self.count()) + surprise + orders
    }

    /// The mean of ln x! over the binomial distribution of one count.
    fn mean_ln_factorial(&self, p: T) -> T {
        let n = self.count();
        if p == T::ZERO || p == T::ONE {
            return if p == T::ZERO { T::ZERO } else { ln_factorial(n) };
        }
        let odds = p.ln() - (T::ONE - p).ln();
        let (mut ln_p, mut ln_x, mut mean) = (self.trials * (T::ONE - p).ln(), T::ZERO, T::ZERO);
        for x in 1..=n {
            let [x, left] = [x, n - x + 1].map(|x| T::from_f64(x as f64));
            ln_p += (left / x).ln() + odds;
            ln_x += x.ln();
            mean += ln_p.exp() * ln_x;
        }
        mean
    }
}

#[differentiable]
impl<T: Real, const C: usize> Multinomial<T, C> {
    /// The logarithm of the probability of these counts in as many trials, differentiable by p.
    ///
    /// ln P(x) = ln n! + Σₖ (xₖ ln pₖ − ln xₖ!), n = Σ xₖ
    ///
    /// It takes about n steps.
    ///
    /// # Shapes
    /// `(C)` → a number
    pub fn log_prob(&self, counts: &Vector<u32, C>) -> T {
        multinomial_log_prob(counts, &self.p)
    }
}

/// The operation behind [`Multinomial::log_prob`].
#[allow(non_camel_case_types)]
#[derive(Clone, Copy, Debug)]
pub enum multinomial_log_prob {}

/// The operation behind [`Multinomial::log_prob`], as a function.
pub fn multinomial_log_prob<T: Real, const C: usize>(counts: &Vector<u32, C>, p: &Vector<T, C>) -> T {
    eval2::<multinomial_log_prob, _, _>(counts, p)
}

/// ln n! = Σ ln k
fn ln_factorial<T: Real>(n: u64) -> T {
    (2..=n).fold(T::ZERO, |sum, k| sum + T::from_f64(k as f64).ln())
}

impl<T: Real, const C: usize> Rule<(Vector<u32, C>, Vector<T, C>)> for multinomial_log_prob {
    type Out = T;
    type Saved = ();
    type Scratch = ();
    type Needs = (Yes, Yes, No);
}
impl<T: Real, const C: usize> Op2<Vector<u32, C>, Vector<T, C>> for multinomial_log_prob {
    fn forward(counts: &Vector<u32, C>, p: &Vector<T, C>, out: &mut T, _: &mut (), _: &mut ()) {
        let trials = counts.iter().map(|&x| u64::from(x)).sum();
        *out = counts.iter().zip(p).fold(ln_factorial(trials), |sum, (&x, &p)| {
            sum + times_ln(T::from_f64(x.into()), p) - ln_factorial(x.into())
        });
    }
    /// dpₖ = ct · xₖ/pₖ, and 0 where xₖ is 0
    fn backward<M: Mode, N: Mode>(
        counts: Kept<'_, Vector<u32, C>>,
        p: Kept<'_, Vector<T, C>>,
        _: Gone<'_, T>,
        _: &(),
        _: &mut (),
        ct: &T,
        _: Sink<'_, Vector<u32, C>, M>,
        dp: Sink<'_, Vector<T, C>, N>,
    ) {
        let Some(dp) = dp.slot_to_add() else { return };
        for ((dp, &x), &p) in dp.iter_mut().zip(&*counts).zip(&*p) {
            if x > 0 {
                dp.accumulate(&(*ct * T::from_f64(x.into()) / p));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::prelude::*;
    use crate::random::seeded;
    use crate::testing::positive;

    #[test]
    fn by_hand() {
        let three = Multinomial::new(3.0, &Vector::from([0.5, 0.25, 0.25])).unwrap();
        // 3!/(2! 1! 0!) · 0.5² · 0.25
        let found = three.log_prob(&Vector::from([2, 1, 0]));
        assert!((found - 0.1875f64.ln()).abs() < 1e-15);
        assert_eq!(three.mean(), Vector::from([1.5, 0.75, 0.75]));
        assert_eq!(three.variance(), Vector::from([0.75, 0.5625, 0.5625]));
    }

    #[test]
    fn derivative() {
        check!(multinomial_log_prob, |T| Vector::from([3u32, 0, 2]), positive::<Vector<T, 3>>(1));
        #[differentiable]
        fn likelihood(d: &Multinomial<f64, 3>, x: &Vector<u32, 3>) -> f64 {
            d.log_prob(x)
        }
        let d = Multinomial::new(4.0, &Vector::from([0.5, 0.5, 0.0])).unwrap();
        let (x, mut grad) = (Vector::from([3, 1, 0]), Multinomial::ZERO);
        likelihood::grad(&d, &x, &mut Workspace::new(), &mut grad);
        assert_eq!((grad.trials, grad.p), (0.0, Vector::from([6.0, 2.0, 0.0])));
    }

    /// All counts of three classes in n trials.
    fn outcomes(n: u32) -> impl Iterator<Item = Vector<u32, 3>> {
        (0..=n).flat_map(move |a| (0..=n - a).map(move |b| Vector::from([a, b, n - a - b])))
    }

    #[test]
    fn probabilities_of_all_outcomes() {
        for p in [[0.2, 0.3, 0.5], [0.0, 0.6, 0.4], [0.0, 1.0, 0.0]] {
            let d = Multinomial::new(7.0, &Vector::from(p)).unwrap();
            let logs: std::vec::Vec<f64> = outcomes(7).map(|counts| d.log_prob(&counts)).collect();
            assert!((logs.iter().map(|log| log.exp()).sum::<f64>() - 1.0).abs() < 1e-14);
            let entropy: f64 = logs.iter().map(|&log| -times_ln(log.exp(), log.exp())).sum();
            assert!((d.entropy() - entropy).abs() < 1e-14, "{} {entropy}", d.entropy());
        }
    }

    #[test]
    fn samples_have_its_mean() {
        let d = Multinomial::new(10_000.0f32, &Vector::from([0.1, 0.0, 0.9])).unwrap();
        let counts = d.sample(&mut seeded(1));
        assert_eq!((counts.sum(), counts[[1]]), (10_000, 0));
        assert!((counts[[0]] as f32 - d.mean()[[0]]).abs() < 4.0 * d.variance()[[0]].sqrt());
    }
}
