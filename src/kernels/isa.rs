//! Which instructions the processor has, and code compiled for them.
//!
//! The rest of the crate is compiled for the oldest processor of the target. Two things are worth more: the wider
//! registers and the fused multiply-add of x86-64. [`vectorized`] runs a piece of code compiled for them where they are.
//! With `std` the processor is asked once, when the program runs; without, the compiler's flags
//! (`-C target-feature=+avx2,+fma`) decide.
//!
//! Elsewhere there is nothing to choose: what AArch64 has, every AArch64 has, and microcontrollers run plain loops.

/// A step of the instruction set; each has what the ones before it have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// What every processor of the target has.
    Base = 1,
    /// AVX2 and fused multiply-add.
    Avx2 = 2,
    /// AVX-512: F, VL, BW and DQ.
    Avx512 = 3,
}

/// What the compiler may assume everywhere.
const COMPILED: Level = if cfg!(miri) {
    Level::Base
} else if cfg!(all(
    target_feature = "fma",
    target_feature = "avx512f",
    target_feature = "avx512vl",
    target_feature = "avx512bw",
    target_feature = "avx512dq"
)) {
    Level::Avx512
} else if cfg!(all(target_feature = "avx2", target_feature = "fma")) {
    Level::Avx2
} else {
    Level::Base
};

#[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
mod detected {
    use core::sync::atomic::{AtomicU8, Ordering::Relaxed};

    use super::{COMPILED, Level};

    /// A [`Level`], or 0 as long as nobody has asked. Every thread would write the same.
    static FOUND: AtomicU8 = AtomicU8::new(0);

    #[inline(always)]
    pub fn at_least(level: Level) -> bool {
        match FOUND.load(Relaxed) {
            0 => detect(Level::Avx512) >= level as u8,
            found => found >= level as u8,
        }
    }

    fn has_avx512() -> bool {
        std::is_x86_feature_detected!("avx512f")
            && std::is_x86_feature_detected!("avx512vl")
            && std::is_x86_feature_detected!("avx512bw")
            && std::is_x86_feature_detected!("avx512dq")
    }

    #[cold]
    pub fn detect(limit: Level) -> u8 {
        let avx2 = std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma");
        let found = match avx2 {
            true if has_avx512() => Level::Avx512,
            true => Level::Avx2,
            false => Level::Base,
        };
        let found = found.min(limit).max(COMPILED) as u8;
        FOUND.store(found, Relaxed);
        found
    }
}

/// Whether nothing is left to ask when the program runs.
pub const FIXED: bool = !cfg!(all(feature = "std", target_arch = "x86_64", not(miri)));

/// Whether there can be a processor that has these instructions when the program runs, as far as is known now.
pub const fn can_be(level: Level) -> bool {
    !FIXED || level as u8 <= COMPILED as u8
}

/// Whether the processor has these instructions.
#[inline(always)]
pub fn has(level: Level) -> bool {
    if level <= COMPILED {
        return true;
    }
    #[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
    return detected::at_least(level);
    #[cfg(not(all(feature = "std", target_arch = "x86_64", not(miri))))]
    false
}

/// From now on nothing above `level` is used, in the whole program: for measurements and tests.
#[doc(hidden)]
pub fn limit(level: Level) {
    #[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
    detected::detect(level);
    let _ = level;
}

/// What `f` gives, compiled with AVX2 and fused multiply-add where the processor has them.
///
/// The closure must be inlined to be compiled anew, so write `vectorized(#[inline(always)] || …)`. One function around a
/// whole computation is better than one around each of its loops: inside it, the calls within cost a branch and are
/// inlined. The numbers are the same either way: the compiler never fuses `a * b + c` of its own accord.
#[inline(always)]
pub fn vectorized<R>(f: impl FnOnce() -> R) -> R {
    #[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
    if COMPILED < Level::Avx2 {
        if !has(Level::Avx2) {
            return without(f);
        }
        // SAFETY: the processor has these instructions.
        return unsafe { with_avx2(f) };
    }
    f()
}

/// As [`vectorized`], and compiled once more for AVX-512: for long loops.
#[inline(always)]
pub fn widest<R>(f: impl FnOnce() -> R) -> R {
    #[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
    if COMPILED < Level::Avx512 && has(Level::Avx512) {
        // SAFETY: the processor has these instructions.
        return unsafe { with_avx512(f) };
    }
    vectorized(f)
}

/// # Safety
/// The processor has these instructions.
#[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
#[target_feature(enable = "avx2,fma,avx512f,avx512vl,avx512bw,avx512dq")]
#[inline]
unsafe fn with_avx512<R>(f: impl FnOnce() -> R) -> R {
    f()
}

/// # Safety
/// The processor has AVX2 and fused multiply-add.
#[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
#[target_feature(enable = "avx2,fma")]
#[inline]
unsafe fn with_avx2<R>(f: impl FnOnce() -> R) -> R {
    f()
}

/// Out of line, so that a program has one copy of it, and none in the way of the fast one.
#[cfg(all(feature = "std", target_arch = "x86_64", not(miri)))]
#[cold]
#[inline(never)]
fn without<R>(f: impl FnOnce() -> R) -> R {
    f()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_has_what_is_below_it() {
        assert!(has(Level::Base));
        assert!(has(Level::Avx2) || !has(Level::Avx512));
    }

    #[test]
    fn a_closure_runs_once_and_gives_its_result() {
        let mut runs = 0;
        let sum = vectorized(
            #[inline(always)]
            || {
                runs += 1;
                (0..100).map(|i| i as f32).sum::<f32>()
            },
        );
        assert_eq!((runs, sum), (1, 4950.0));
    }
}
