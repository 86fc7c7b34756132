//! The most arithmetic that one core can do: fused multiply-adds and nothing else.

use std::hint::black_box;

use cpu_time::ProcessTime;

/// One width of registers.
pub struct Peak {
    pub name: &'static str,
    /// Rounds of the loop.
    run: fn(usize),
    /// Floating-point operations of a round.
    flops: f64,
}

/// Independent sums: more than two units with a latency of four cycles take.
const SUMS: usize = 12;

impl Peak {
    /// Those that the processor has.
    pub fn all() -> Vec<Peak> {
        let mut all = vec![];
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                all.push(Peak { name: "AVX2", run: x86::avx2, flops: (2 * 8 * SUMS) as f64 });
            }
            if is_x86_feature_detected!("avx512f") {
                all.push(Peak { name: "AVX-512", run: x86::avx512, flops: (2 * 16 * SUMS) as f64 });
            }
        }
        all
    }

    /// GFLOP/s, measured for about `seconds`.
    pub fn measure(&self, seconds: f64) -> f64 {
        let rounds = (seconds * 100e9 / self.flops) as usize + 1;
        let start = ProcessTime::now();
        (self.run)(rounds);
        rounds as f64 * self.flops / start.elapsed().as_secs_f64() / 1e9
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{SUMS, black_box};
    use std::arch::x86_64::*;

    pub fn avx2(rounds: usize) {
        // SAFETY: `Peak::all` has asked the processor.
        unsafe { sums_avx2(rounds) }
    }

    pub fn avx512(rounds: usize) {
        // SAFETY: `Peak::all` has asked the processor.
        unsafe { sums_avx512(rounds) }
    }

    #[target_feature(enable = "avx2,fma")]
    fn sums_avx2(rounds: usize) {
        let (x, y) = (_mm256_set1_ps(black_box(0.5)), _mm256_set1_ps(black_box(0.9)));
        let mut sums = [y; SUMS];
        for _ in 0..rounds {
            for sum in &mut sums {
                *sum = _mm256_fmadd_ps(*sum, x, y);
            }
        }
        black_box(sums);
    }

    #[target_feature(enable = "avx512f")]
    fn sums_avx512(rounds: usize) {
        let (x, y) = (_mm512_set1_ps(black_box(0.5)), _mm512_set1_ps(black_box(0.9)));
        let mut sums = [y; SUMS];
        for _ in 0..rounds {
            for sum in &mut sums {
                *sum = _mm512_fmadd_ps(*sum, x, y);
            }
        }
        black_box(sums);
    }
}
