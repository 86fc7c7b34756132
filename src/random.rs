//! Random tensors, from any generator of the crate `rand`: the same bits on every platform, in debug and release, with
//! any features.
//!
//! ```
//! use tapeless::prelude::*;
//! use tapeless::random::seeded;
//!
//! let mut rng = seeded(42);
//! let weights = Matrix::<f32, 3, 2>::normal(0.0, 0.1, &mut rng);
//! let noise = Vector::<f64, 8>::uniform(-1.0, 1.0, &mut rng);
//! let keep = Vector::<bool, 8>::bernoulli(0.9, &mut rng);
//! let order = Vector::<usize, 100>::permutation(&mut rng);
//! # assert_eq!(weights, Matrix::normal(0.0, 0.1, &mut seeded(42)));
//! ```

use crate::axis::Axis;
use crate::element::{Element, Real};
use crate::kernels::math::{double, single};
use crate::shape::Shape;
use crate::storage::Zeroed;
use crate::tensor::Tensor;

pub use rand::rngs::Xoshiro256PlusPlus;
pub use rand::{Rng, SeedableRng};

/// A small, fast generator whose numbers are the same everywhere: xoshiro256++. Not for secrets.
///
/// Source: Blackman and Vigna, *Scrambled Linear Pseudorandom Number Generators* (2021).
pub fn seeded(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}

/// Floats that can be drawn: `f32` and `f64`.
///
/// ```
/// use tapeless::random::{Sample, seeded};
/// let (mut rng, mut again) = (seeded(7), seeded(7));
/// let x = f64::unit(&mut rng);
/// assert!((0.0..1.0).contains(&x) && x == f64::unit(&mut again));
/// ```
pub trait Sample: Sized {
    /// Uniform in 0 ≤ x < 1, evenly spaced: 24 random bits for `f32`, 53 for `f64`.
    fn unit<R: Rng + ?Sized>(rng: &mut R) -> Self;
    /// Two independent numbers of the standard normal distribution.
    ///
    /// Source: Marsaglia and Bray, *A Convenient Method for Generating Normal Variables* (1964).
    fn normal_pair<R: Rng + ?Sized>(rng: &mut R) -> [Self; 2];
}

macro_rules! sample {
    ($T:ident: $next:ident >> $unused:literal, $math:ident) => {
        impl Sample for $T {
            #[inline]
            fn unit<R: Rng + ?Sized>(rng: &mut R) -> $T {
                (rng.$next() >> $unused) as $T * ($T::EPSILON / 2.0)
            }
            // Our own functions always, whatever the features: the numbers must not depend on them.
            fn normal_pair<R: Rng + ?Sized>(rng: &mut R) -> [$T; 2] {
                loop {
                    let (x, y) = (2.0 * Self::unit(rng) - 1.0, 2.0 * Self::unit(rng) - 1.0);
                    let square = x * x + y * y;
                    if square > 0.0 && square < 1.0 {
                        let scale = $math::sqrt(-2.0 * $math::ln(square) / square);
                        return [x * scale, y * scale];
                    }
                }
            }
        }
    };
}
sample!(f32: next_u32 >> 8, single);
sample!(f64: next_u64 >> 11, double);

/// A float as any real number over it.
#[inline(always)]
fn real<T: Real>(x: T::Float) -> T {
    T::from_f64(num_traits::ToPrimitive::to_f64(&x).unwrap_or(f64::NAN))
}

/// Independent numbers, uniform in low ≤ x < high.
pub(crate) fn fill_uniform<T: Real, R: Rng + ?Sized>(numbers: &mut [T], low: T, high: T, rng: &mut R) {
    for x in numbers {
        *x = low + (high - low) * real(T::Float::unit(rng));
    }
}

/// Independent numbers of the normal distribution.
pub(crate) fn fill_normal<T: Real, R: Rng + ?Sized>(numbers: &mut [T], mean: T, std: T, rng: &mut R) {
    for pair in numbers.chunks_mut(2) {
        for (x, z) in pair.iter_mut().zip(T::Float::normal_pair(rng)) {
            *x = mean + std * real(z);
        }
    }
}

impl<T: Element, S: Shape> Tensor<T, S> {
    /// Independent numbers, uniform in low ≤ x < high (where rounding may reach `high`).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use tapeless::random::seeded;
    /// let x = Matrix::<f32, 3, 4>::uniform(-1.0, 1.0, &mut seeded(1));
    /// assert!(x.iter().all(|x| x.abs() <= 1.0));
    /// ```
    pub fn uniform<R: Rng + ?Sized>(low: T, high: T, rng: &mut R) -> Self
    where
        T: Real,
    {
        let mut tensor = Self::ZERO;
        tensor.fill_uniform(low, high, rng);
        tensor
    }

    /// As [`uniform`](Tensor::uniform), in place.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::<f32, 3>::zeros();
    /// x.fill_uniform(1.0, 2.0, &mut tapeless::random::seeded(1));
    /// assert!(x.iter().all(|element| (1.0..=2.0).contains(element)));
    /// ```
    pub fn fill_uniform<R: Rng + ?Sized>(&mut self, low: T, high: T, rng: &mut R)
    where
        T: Real,
    {
        fill_uniform(self.as_mut_slice(), low, high, rng);
    }

    /// Independent numbers of the normal distribution.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use tapeless::random::seeded;
    /// let x = Vector::<f64, 10_000>::normal(5.0, 2.0, &mut seeded(1));
    /// assert!((x.iter().sum::<f64>() / 1e4 - 5.0).abs() < 0.1);
    /// ```
    pub fn normal<R: Rng + ?Sized>(mean: T, std: T, rng: &mut R) -> Self
    where
        T: Real,
    {
        let mut tensor = Self::ZERO;
        tensor.fill_normal(mean, std, rng);
        tensor
    }

    /// As [`normal`](Tensor::normal), in place.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::<f32, 3>::zeros();
    /// x.fill_normal(0.0, 1.0, &mut tapeless::random::seeded(1));
    /// assert_eq!(x, Vector::normal(0.0, 1.0, &mut tapeless::random::seeded(1)));
    /// ```
    pub fn fill_normal<R: Rng + ?Sized>(&mut self, mean: T, std: T, rng: &mut R)
    where
        T: Real,
    {
        fill_normal(self.as_mut_slice(), mean, std, rng);
    }
}

impl<S: Shape> Tensor<bool, S> {
    /// Independent answers, each `true` with the given probability: never for 0 (and below, and NaN), always for 1 (and
    /// above).
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use tapeless::random::seeded;
    /// let keep = Vector::<bool, 10_000>::bernoulli(0.9, &mut seeded(1));
    /// assert!((8_900..9_100).contains(&keep.count()));
    /// ```
    pub fn bernoulli<R: Rng + ?Sized>(probability: f64, rng: &mut R) -> Self {
        let mut tensor = Self::ZERO;
        tensor.fill_bernoulli(probability, rng);
        tensor
    }

    /// As [`bernoulli`](Tensor::bernoulli), in place.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let mut x = Vector::from([false; 3]);
    /// x.fill_bernoulli(1.0, &mut tapeless::random::seeded(1));
    /// assert!(x.all());
    /// ```
    pub fn fill_bernoulli<R: Rng + ?Sized>(&mut self, probability: f64, rng: &mut R) {
        const BITS: u32 = 53;
        let threshold = (probability * (1u64 << BITS) as f64) as u64;
        for x in self {
            *x = rng.next_u64() >> (u64::BITS - BITS) < threshold;
        }
    }
}

impl<A: Axis> Tensor<usize, (A,)> {
    /// 0, 1, 2, … in random order, every order equally likely.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// use tapeless::random::seeded;
    /// let order = Vector::<usize, 5>::permutation(&mut seeded(1));
    /// let mut sorted = order.to_array();
    /// sorted.sort();
    /// assert_eq!(sorted, [0, 1, 2, 3, 4]);
    /// ```
    pub fn permutation<R: Rng + ?Sized>(rng: &mut R) -> Self {
        let mut order = Self::arange();
        shuffle(order.as_mut_slice(), rng);
        order
    }
}

/// Brings a slice into random order, every order equally likely.
///
/// ```
/// use tapeless::prelude::*;
/// let mut data = Matrix::from([[1, 10], [2, 20], [3, 30]]);
/// tapeless::random::shuffle(data.rows_mut(), &mut tapeless::random::seeded(1));
/// assert!(data.rows().iter().all(|row| row[[1]] == 10 * row[[0]]));
/// ```
///
/// Source: Durstenfeld, *Algorithm 235: Random Permutation* (1964).
pub fn shuffle<X, R: Rng + ?Sized>(slice: &mut [X], rng: &mut R) {
    for last in (1..slice.len()).rev() {
        slice.swap(last, below(last as u64 + 1, rng) as usize);
    }
}

/// A number below `bound` (which is not 0), every one equally likely.
///
/// Source: Lemire, *Fast Random Integer Generation in an Interval* (2019).
fn below<R: Rng + ?Sized>(bound: u64, rng: &mut R) -> u64 {
    // The products that would make some numbers more likely than others.
    let surplus = bound.wrapping_neg() % bound;
    loop {
        let product = rng.next_u64() as u128 * bound as u128;
        if product as u64 >= surplus {
            return (product >> 64) as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prelude::*;

    /// A change here is a change of everybody's initial weights.
    #[test]
    fn the_same_numbers_everywhere() {
        let rng = &mut seeded(42);
        let uniform = Vector::<f32, 4>::uniform(-1.0, 3.0, rng);
        assert_eq!(uniform.to_array(), [2.2572205, 0.27528405, 2.9355764, 1.8045423]);
        let uniform = Vector::<f64, 3>::uniform(-1.0, 3.0, rng);
        assert_eq!(uniform.to_array(), [2.174017958766916, 1.3523938658702384, -0.4985902317490316]);
        let normal = Vector::<f32, 5>::normal(1.0, 0.5, rng);
        assert_eq!(normal.to_array(), [1.2335118, 0.35074294, 1.362272, 1.0497742, 1.4349978]);
        let normal = Vector::<f64, 3>::normal(1.0, 0.5, rng);
        assert_eq!(normal.to_array(), [0.6550771159376891, 0.9223354166251848, 1.1164238023300261]);
        let answers = Vector::<bool, 8>::bernoulli(0.5, rng);
        assert_eq!(answers.to_array(), [true, false, true, true, false, false, false, false]);
        assert_eq!(Vector::<usize, 8>::permutation(rng).to_array(), [4, 7, 0, 3, 6, 5, 2, 1]);
    }

    fn moments<T: Real<Float = T> + Into<f64>, const N: usize>(x: &Vector<T, N>) -> [f64; 4] {
        let mean = |power| x.iter().map(|&x| Real::powi(x.into(), power)).sum::<f64>() / N as f64;
        [1, 2, 3, 4].map(mean)
    }

    #[test]
    fn moments_of_the_distributions() {
        const N: usize = 20_000;
        let near = |found: [f64; 4], expected: [f64; 4], tolerance: f64| {
            found.iter().zip(expected).all(|(f, e)| (f - e).abs() < tolerance)
        };
        let rng = &mut seeded(7);
        let uniform = [0.0, 1.0 / 3.0, 0.0, 0.2];
        assert!(near(moments(&Vector::<f32, N>::uniform(-1.0, 1.0, rng)), uniform, 0.02));
        assert!(near(moments(&Vector::<f64, N>::uniform(-1.0, 1.0, rng)), uniform, 0.02));
        let normal = [0.0, 1.0, 0.0, 3.0];
        assert!(near(moments(&Vector::<f32, N>::normal(0.0, 1.0, rng)), normal, 0.15));
        assert!(near(moments(&Vector::<f64, N>::normal(0.0, 1.0, rng)), normal, 0.15));
    }

    #[test]
    fn bounds_and_degenerate_cases() {
        let rng = &mut seeded(3);
        assert!(Vector::<f32, 5000>::uniform(0.0, 1.0, rng).iter().all(|x| (0.0..1.0).contains(x)));
        assert_eq!(Vector::<f64, 2>::uniform(2.0, 2.0, rng), Vector::full(2.0));
        assert_eq!(Vector::<f64, 3>::normal(2.0, 0.0, rng), Vector::full(2.0));
        for never in [0.0, -1.0, f64::NAN] {
            assert_eq!(Vector::<bool, 50>::bernoulli(never, rng), Vector::full(false));
        }
        for always in [1.0, 7.0, f64::INFINITY] {
            assert_eq!(Vector::<bool, 50>::bernoulli(always, rng), Vector::full(true));
        }
        assert_eq!(Vector::<usize, 1>::permutation(rng), Vector::from([0]));
        assert_eq!(Vector::<usize, 0>::permutation(rng), Vector::from([]));
        let dual = Vector::<Dual<f64>, 3>::normal(Dual { re: 0.0, eps: 1.0 }, Dual::constant(1.0), rng);
        assert!(dual.iter().all(|x| x.eps == 1.0));
    }

    #[test]
    fn every_order_is_equally_likely() {
        const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
        let (rng, mut counts) = (&mut seeded(5), [0; 6]);
        for _ in 0..6000 {
            let order = Vector::<usize, 3>::permutation(rng).to_array();
            counts[ORDERS.iter().position(|o| *o == order).unwrap()] += 1;
        }
        assert!(counts.iter().all(|count| (850..1150).contains(count)), "{counts:?}");
    }

    #[test]
    fn any_generator_of_the_crate_rand() {
        let rng: &mut dyn Rng = &mut rand::rngs::Xoshiro128PlusPlus::seed_from_u64(1);
        let x = Vector::<f32, 100>::normal(0.0, 1.0, rng);
        assert!(x.iter().any(|&x| x > 0.0) && x.iter().any(|&x| x < 0.0));
    }
}
