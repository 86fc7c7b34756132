//! Learning handwritten digits: every fifth is kept for the test.

use tapeless::data::{DIGITS, Digit};

/// What is kept from the training.
pub fn test() -> impl Iterator<Item = &'static Digit> {
    DIGITS.iter().step_by(5)
}

/// All other digits, in another order each epoch, which takes no memory.
pub fn training(epoch: usize) -> impl Iterator<Item = &'static Digit> {
    // Multiples of a prime pass through all numbers below one that it does not divide.
    const PRIMES: [usize; 4] = [7, 211, 389, 523];
    let (n, stride) = (DIGITS.len(), PRIMES[epoch % PRIMES.len()]);
    (0..n).map(move |i| i * stride % n).filter(|at| at % 5 != 0).map(|at| &DIGITS[at])
}

pub const EPOCHS: usize = 8;

/// The learning rate of an epoch.
pub fn rate(epoch: usize) -> f32 {
    0.05 / (1 + epoch / 4) as f32
}

/// Right answers in 1,000.
pub fn permille(mut right: impl FnMut(&Digit) -> bool) -> u32 {
    let (mut hits, mut all) = (0, 0);
    for digit in test() {
        hits += u32::from(right(digit));
        all += 1;
    }
    1000 * hits / all
}
