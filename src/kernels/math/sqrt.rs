//! Square roots, correctly rounded whichever way they are computed.

macro_rules! software {
    ($name:ident $T:ident $Bits:ident $Wide:ident) => {
        /// The square root by the integer square root of the significand, to one bit more than the result holds. It
        /// cannot lie halfway between two floats, so that rounding by that bit is correct rounding.
        #[allow(dead_code)]
        fn $name(x: $T) -> $T {
            const FRACTION: i32 = $T::MANTISSA_DIGITS as i32 - 1;
            const BIAS: i32 = $T::MAX_EXP - 1;
            if x == 0.0 || x == $T::INFINITY {
                return x;
            }
            if x < 0.0 || x.is_nan() {
                return $T::NAN;
            }
            let bits = x.to_bits();
            let (mut exponent, mut significand) = ((bits >> FRACTION) as i32, bits & ((1 << FRACTION) - 1));
            if exponent == 0 {
                let shift = significand.leading_zeros() as i32 - ($Bits::BITS as i32 - 1 - FRACTION);
                significand <<= shift;
                exponent = 1 - shift;
            } else {
                significand |= 1 << FRACTION;
            }
            // x = significand · 2^power; the shift makes room for the extra bit and leaves an even power.
            let power = exponent - BIAS - FRACTION;
            let shift = FRACTION + 2 + ((power + FRACTION) & 1);
            let root = ((significand as $Wide) << shift).isqrt();
            let rounded = ((root + 1) >> 1) as $T;
            rounded * $T::from_bits((((power - shift) / 2 + 1 + BIAS) as $Bits) << FRACTION)
        }
    };
}
software!(software_f32 f32 u32 u64);
software!(software_f64 f64 u64 u128);

pub mod single {
    /// The square root, correctly rounded: by the processor's instruction where Rust offers one (always with `std`;
    /// without it on x86-64, 64-bit ARM, and ARM
    /// with a floating point unit), else by integers.
    #[inline(always)]
    pub fn sqrt(x: f32) -> f32 {
        cfg_select! {
            feature = "std" => { x.sqrt() }
            all(target_arch = "x86_64", target_feature = "sse2") => {
                use core::arch::x86_64::{_mm_cvtss_f32, _mm_set_ss, _mm_sqrt_ss};
                // SAFETY: the target has SSE2.
                unsafe { _mm_cvtss_f32(_mm_sqrt_ss(_mm_set_ss(x))) }
            }
            all(target_arch = "aarch64", target_feature = "neon") => {
                use core::arch::aarch64::{vdup_n_f32, vget_lane_f32, vsqrt_f32};
                // SAFETY: the target has NEON.
                unsafe { vget_lane_f32::<0>(vsqrt_f32(vdup_n_f32(x))) }
            }
            all(target_arch = "arm", target_abi = "eabihf") => {
                let mut bits = x.to_bits();
                // SAFETY: a target that passes floats in registers has this instruction; `s0` is put back. (Rust
                // offers float registers to assembly only on targets with double precision.)
                unsafe {
                    core::arch::asm!(
                        "vmov {saved}, s0",
                        "vmov s0, {bits}",
                        "vsqrt.f32 s0, s0",
                        "vmov {bits}, s0",
                        "vmov s0, {saved}",
                        bits = inout(reg) bits,
                        saved = out(reg) _,
                        options(pure, nomem, nostack, preserves_flags)
                    );
                }
                f32::from_bits(bits)
            }
            _ => { super::software_f32(x) }
        }
    }
}

pub mod double {
    /// The square root, correctly rounded: by the processor's instruction where Rust offers one (always with `std`;
    /// without it on x86-64 and 64-bit ARM), else by integers.
    #[inline(always)]
    pub fn sqrt(x: f64) -> f64 {
        cfg_select! {
            feature = "std" => { x.sqrt() }
            all(target_arch = "x86_64", target_feature = "sse2") => {
                use core::arch::x86_64::{_mm_cvtsd_f64, _mm_set_sd, _mm_sqrt_pd};
                // SAFETY: the target has SSE2.
                unsafe { _mm_cvtsd_f64(_mm_sqrt_pd(_mm_set_sd(x))) }
            }
            all(target_arch = "aarch64", target_feature = "neon") => {
                use core::arch::aarch64::{vdup_n_f64, vget_lane_f64, vsqrt_f64};
                // SAFETY: the target has NEON.
                unsafe { vget_lane_f64::<0>(vsqrt_f64(vdup_n_f64(x))) }
            }
            _ => { super::software_f64(x) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{software_f32, software_f64};

    macro_rules! same {
        ($software:ident($x:expr)) => {{
            let x = $x;
            let (ours, processor) = ($software(x), x.sqrt());
            assert!(ours.to_bits() == processor.to_bits() || ours.is_nan() && processor.is_nan(), "{x:e}");
        }};
    }

    #[test]
    fn by_integers_as_by_the_processor() {
        for i in (0..u32::MAX).step_by(40_009) {
            same!(software_f32(f32::from_bits(i)));
            same!(software_f64(f64::from_bits((i as u64) << 32 | i.wrapping_mul(0x9e37_79b9) as u64)));
        }
        for x in [0.0, -0.0, 1.0, 4.0, f32::MIN_POSITIVE, f32::from_bits(1), f32::MAX, f32::INFINITY] {
            same!(software_f32(x));
        }
        for x in [0.0, -0.0, 1.0, 4.0, f64::MIN_POSITIVE, f64::from_bits(1), f64::MAX, f64::INFINITY] {
            same!(software_f64(x));
        }
    }
}
