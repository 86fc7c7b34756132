//! Handwritten digits, in flash: every fifth is kept for the test.

/// A handwritten digit of 8 × 8 pixels.
#[repr(C)]
pub struct Digit {
    /// Two pixels to a byte, the first in the lower four bits.
    packed: [u8; 32],
    label: u8,
}

impl Digit {
    /// The pixels, row by row, from 0 (paper) to 1 (ink).
    pub fn pixels(&self) -> [f32; 64] {
        core::array::from_fn(|i| (self.packed[i / 2] >> (i % 2 * 4) & 15) as f32 / 15.0)
    }

    /// Which digit it is, 0 to 9.
    pub fn label(&self) -> u8 {
        self.label
    }
}

pub static DIGITS: [Digit; 1797] = unpack(include_bytes!("../../../data/digits.bin").as_chunks().0);

const fn unpack(records: &[[u8; 33]]) -> [Digit; 1797] {
    let mut digits = [const { Digit { packed: [0; 32], label: 0 } }; 1797];
    let mut i = 0;
    while i < records.len() {
        let (packed, label) = records[i].split_at(32);
        digits[i].packed.copy_from_slice(packed);
        digits[i].label = label[0];
        i += 1;
    }
    digits
}

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
