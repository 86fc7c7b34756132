//! Random numbers that are the same everywhere: Marsaglia, *Xorshift RNGs*, 2003.

pub struct Random(pub u32);

impl Random {
    /// Uniform in −1..1.
    pub fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        (self.0 as i32) as f32 / 2147483648.0
    }

    /// Weights of a layer with `inputs` inputs, of variance 1/`inputs`.
    pub fn weights(&mut self, inputs: usize, weights: &mut [f32]) {
        let scale = libm::sqrtf(3.0 / inputs as f32);
        weights.iter_mut().for_each(|w| *w = scale * self.next());
    }
}
