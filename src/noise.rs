//! Randomness as an argument, so that a function of it is still a function.

use crate::derived::Numeric;
use crate::random::Rng;
use crate::storage::zeroed_struct;
use crate::value::{Value, by_reference};

zeroed_struct! {
    /// The randomness of one operation in one step, such as [`Tensor::dropout`](crate::Tensor::dropout): a seed, or silence.
    ///
    /// A differentiable function takes it as an argument: for the same noise it gives the same value, in the forward pass
    /// and in the backward pass. A training loop [draws](Noise::draw) a new one for every step, and in use it is
    /// [off](Noise::OFF). Operations that share a noise share their random numbers, so give each its own: [`Noise::split`].
    ///
    /// ```
    /// use tapeless::prelude::*;
    ///
    /// #[differentiable]
    /// fn f(x: &Vector<f32, 8>, noise: &[Noise; 2]) -> f32 {
    ///     (x.dropout(0.5, &noise[0]) + x.dropout(0.5, &noise[1])).sum()
    /// }
    ///
    /// let mut rng = tapeless::random::seeded(1);
    /// let x = Vector::ones();
    /// let noise = Noise::draw(&mut rng).split();
    /// assert_eq!(f(&x, &noise), f(&x, &noise));
    /// assert_eq!(f(&x, &[Noise::OFF; 2]), 16.0);
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Noise {
        seed: u64,
        on: bool,
    }
}

impl Noise {
    /// No noise: what a network sees in use.
    pub const OFF: Self = Noise { seed: 0, on: false };

    /// The noise of a seed. Any seed will do, and neighbours have nothing in common.
    pub const fn new(seed: u64) -> Self {
        Noise { seed: mixed(seed), on: true }
    }

    /// Noise from a generator: another one each time.
    pub fn draw<R: Rng + ?Sized>(rng: &mut R) -> Self {
        Self::new(rng.next_u64())
    }

    /// Independent noises, one for each operation. Silence splits into silence.
    ///
    /// ```
    /// use tapeless::prelude::*;
    /// let [a, b] = Noise::new(7).split();
    /// let x = Vector::<f32, 20>::ones();
    /// assert_ne!(x.dropout(0.5, &a), x.dropout(0.5, &b));
    /// ```
    pub fn split<const N: usize>(&self) -> [Self; N] {
        core::array::from_fn(|i| Noise { seed: mixed(self.seed.wrapping_add(i as u64 + 1)), on: self.on })
    }

    /// Whether there is any.
    ///
    /// ```
    /// use tapeless::Noise;
    /// assert!(Noise::new(0).is_on() && !Noise::OFF.is_on());
    /// ```
    pub const fn is_on(&self) -> bool {
        self.on
    }

    /// 32 random bits for each position.
    ///
    /// A hash rather than a generator: positions do not wait for each other, and nothing is stored for the backward pass.
    /// Source: C. Wellons, *Prospecting for Hash Functions* (2018), `lowbias32`, once for each half of the seed.
    #[inline(always)]
    pub(crate) fn bits(&self, position: usize) -> u32 {
        let [low, high] = [self.seed as u32, (self.seed >> 32) as u32];
        hashed(hashed(position as u32 ^ low) ^ high)
    }
}

#[inline(always)]
const fn hashed(mut x: u32) -> u32 {
    x = (x ^ x >> 16).wrapping_mul(0x7feb_352d);
    x = (x ^ x >> 15).wrapping_mul(0x846c_a68b);
    x ^ x >> 16
}

/// Every bit of the seed in every bit of the result. Source: Steele, Lea and Flood, *Fast Splittable Pseudorandom Number
/// Generators* (2014), `mix64`.
const fn mixed(seed: u64) -> u64 {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

impl Value for Noise {
    by_reference!();
    #[inline(always)]
    fn accumulate(&mut self, _: &Self) {}
}
/// A number beside a noise, such as a probability, is an `f64`.
impl Numeric for Noise {
    type Elem = f64;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every bit is 1 half of the time, whatever the seed, and two seeds agree half of the time.
    #[test]
    fn bits_are_even_and_seeds_independent() {
        const N: usize = 1 << 14;
        let noises: [Noise; 12] = core::array::from_fn(|seed| Noise::new(seed as u64));
        let near_half = |count: u32| (count as f64 / N as f64 - 0.5).abs() < 0.02;
        for noise in noises.iter().chain(&noises[0].split::<4>()) {
            for bit in 0..32 {
                assert!(near_half((0..N).map(|i| noise.bits(i) >> bit & 1).sum()));
            }
            let next = (1..N).map(|i| (noise.bits(i) >> 31) ^ (noise.bits(i - 1) >> 31)).sum();
            assert!(near_half(next));
        }
        for (i, a) in noises.iter().enumerate() {
            for b in noises[..i].iter().chain(&a.split::<3>()) {
                for shift in [0, 1] {
                    assert!(near_half((0..N).map(|k| (a.bits(k) ^ b.bits(k ^ shift)) >> 31).sum()));
                }
            }
        }
    }

    #[test]
    fn silence_stays_silent() {
        assert_eq!(Noise::OFF, crate::Zeroed::ZERO);
        assert!(Noise::OFF.split::<3>().iter().all(|noise| !noise.is_on()));
        assert!(Noise::new(0).is_on());
    }
}
