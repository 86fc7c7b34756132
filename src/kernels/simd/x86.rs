//! Registers of AVX2 with FMA, and of AVX-512F.

use core::arch::x86_64::*;

use super::Vector;

/// Eight `f32` in a register of AVX2.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct F32x8(__m256);
/// Four `f64` in a register of AVX2.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct F64x4(__m256d);
/// Sixteen `f32` in a register of AVX-512.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct F32x16(__m512);
/// Eight `f64` in a register of AVX-512.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct F64x8(__m512d);

/// The mask of the first `n` lanes begins `LANES - n` after the beginning.
static MASK_32: [i32; 16] = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];
static MASK_64: [i64; 8] = [-1, -1, -1, -1, 0, 0, 0, 0];

macro_rules! vectors {
    ($(
        $V:ident of $T:ident $LANES:literal, $ROWS:literal rows: $splat:ident $load:ident $store:ident $fma:ident;
        first |$from:ident, $n:ident| $load_first:expr;
        store first |$v:ident, $to:ident, $m:ident| $store_first:expr;
        sum |$x:ident| $sum:expr;
        transpose $transpose:ident; features $features:literal;
    )*) => {$(
        // SAFETY: a register is its lanes.
        unsafe impl Vector for $V {
            type T = $T;
            const LANES: usize = $LANES;
            const ROWS: usize = $ROWS;

            #[inline(always)]
            unsafe fn splat(x: $T) -> Self {
                // SAFETY: the caller promises the instructions.
                $V(unsafe { $splat(x) })
            }
            #[inline(always)]
            unsafe fn load(from: *const $T) -> Self {
                // SAFETY: the caller promises the instructions and the numbers.
                $V(unsafe { $load(from) })
            }
            #[inline(always)]
            unsafe fn load_first($from: *const $T, $n: usize) -> Self {
                // SAFETY: the caller promises the instructions and n numbers.
                $V(unsafe { $load_first })
            }
            #[inline(always)]
            unsafe fn store(self, to: *mut $T) {
                // SAFETY: the caller promises the place.
                unsafe { $store(to, self.0) }
            }
            #[inline(always)]
            unsafe fn store_first(self, $to: *mut $T, $m: usize) {
                let $v = self.0;
                // SAFETY: the caller promises n places.
                unsafe { $store_first }
            }
            #[inline(always)]
            fn mul_add(self, a: Self, b: Self) -> Self {
                // SAFETY: where there is a value there are the instructions.
                $V(unsafe { $fma(self.0, a.0, b.0) })
            }
            #[inline(always)]
            fn sum(self) -> $T {
                let $x = self.0;
                // SAFETY: where there is a value there are the instructions.
                unsafe { $sum }
            }
            #[inline(never)]
            #[target_feature(enable = $features)]
            unsafe fn apart<R>(f: impl FnOnce() -> R) -> R {
                f()
            }
            #[inline(always)]
            unsafe fn transpose(from: *const $T, row: usize, to: *mut $T, row_to: usize) {
                // SAFETY: the caller promises the instructions and the blocks.
                unsafe { $transpose(from, row, to, row_to) }
            }
        }
    )*};
}
vectors! {
    F32x8 of f32 8, 6 rows: _mm256_set1_ps _mm256_loadu_ps _mm256_storeu_ps _mm256_fmadd_ps;
    first |from, n| _mm256_maskload_ps(from, _mm256_loadu_si256(MASK_32.as_ptr().add(8 - n).cast()));
    store first |v, to, n| store_first_8(v, to, n);
    sum |x| {
        let four = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x));
        let two = _mm_add_ps(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps::<1>(two, two)))
    };
    transpose transpose_8; features "avx2,fma";

    F64x4 of f64 4, 6 rows: _mm256_set1_pd _mm256_loadu_pd _mm256_storeu_pd _mm256_fmadd_pd;
    first |from, n| _mm256_maskload_pd(from, _mm256_loadu_si256(MASK_64.as_ptr().add(4 - n).cast()));
    store first |v, to, n| store_first_4(v, to, n);
    sum |x| {
        let two = _mm_add_pd(_mm256_castpd256_pd128(x), _mm256_extractf128_pd::<1>(x));
        _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)))
    };
    transpose transpose_4; features "avx2,fma";

    F32x16 of f32 16, 12 rows: _mm512_set1_ps _mm512_loadu_ps _mm512_storeu_ps _mm512_fmadd_ps;
    first |from, n| _mm512_maskz_loadu_ps(((1u32 << n) - 1) as u16, from);
    store first |v, to, n| _mm512_mask_storeu_ps(to, ((1u32 << n) - 1) as u16, v);
    sum |x| {
        let upper = _mm512_extractf64x4_pd::<1>(_mm512_castps_pd(x));
        F32x8(_mm256_add_ps(_mm512_castps512_ps256(x), _mm256_castpd_ps(upper))).sum()
    };
    transpose transpose_16; features "avx2,fma,avx512f";

    F64x8 of f64 8, 12 rows: _mm512_set1_pd _mm512_loadu_pd _mm512_storeu_pd _mm512_fmadd_pd;
    first |from, n| _mm512_maskz_loadu_pd(((1u32 << n) - 1) as u8, from);
    store first |v, to, n| _mm512_mask_storeu_pd(to, ((1u32 << n) - 1) as u8, v);
    sum |x| F64x4(_mm256_add_pd(_mm512_castpd512_pd256(x), _mm512_extractf64x4_pd::<1>(x))).sum();
    transpose transpose_8_wide; features "avx2,fma,avx512f";
}

// Masked stores are slow on some processors (a hundred cycles on AMD's of several generations): halves instead.

/// # Safety
/// As [`Vector::store_first`].
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_first_8(v: __m256, to: *mut f32, n: usize) {
    let mut rest = _mm256_castps256_ps128(v);
    let mut at = 0;
    // SAFETY: what is written are the first n.
    unsafe {
        if n >= 8 {
            return _mm256_storeu_ps(to, v);
        }
        if n & 4 != 0 {
            _mm_storeu_ps(to, rest);
            rest = _mm256_extractf128_ps::<1>(v);
            at = 4;
        }
        if n & 2 != 0 {
            _mm_storel_pd(to.add(at).cast(), _mm_castps_pd(rest));
            rest = _mm_movehl_ps(rest, rest);
            at += 2;
        }
        if n & 1 != 0 {
            _mm_store_ss(to.add(at), rest);
        }
    }
}

/// # Safety
/// As [`Vector::store_first`].
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_first_4(v: __m256d, to: *mut f64, n: usize) {
    let mut rest = _mm256_castpd256_pd128(v);
    let mut at = 0;
    // SAFETY: what is written are the first n.
    unsafe {
        if n >= 4 {
            return _mm256_storeu_pd(to, v);
        }
        if n & 2 != 0 {
            _mm_storeu_pd(to, rest);
            rest = _mm256_extractf128_pd::<1>(v);
            at = 2;
        }
        if n & 1 != 0 {
            _mm_store_sd(to.add(at), rest);
        }
    }
}

/// # Safety
/// As [`Vector::transpose`].
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn transpose_8(from: *const f32, row: usize, to: *mut f32, row_to: usize) {
    // SAFETY: the caller promises eight rows of eight.
    let x: [__m256; 8] = core::array::from_fn(|i| unsafe { _mm256_loadu_ps(from.add(i * row)) });
    let pairs = [
        _mm256_unpacklo_ps(x[0], x[1]),
        _mm256_unpackhi_ps(x[0], x[1]),
        _mm256_unpacklo_ps(x[2], x[3]),
        _mm256_unpackhi_ps(x[2], x[3]),
        _mm256_unpacklo_ps(x[4], x[5]),
        _mm256_unpackhi_ps(x[4], x[5]),
        _mm256_unpacklo_ps(x[6], x[7]),
        _mm256_unpackhi_ps(x[6], x[7]),
    ];
    let fours = [
        _mm256_shuffle_ps::<0x44>(pairs[0], pairs[2]),
        _mm256_shuffle_ps::<0xee>(pairs[0], pairs[2]),
        _mm256_shuffle_ps::<0x44>(pairs[1], pairs[3]),
        _mm256_shuffle_ps::<0xee>(pairs[1], pairs[3]),
        _mm256_shuffle_ps::<0x44>(pairs[4], pairs[6]),
        _mm256_shuffle_ps::<0xee>(pairs[4], pairs[6]),
        _mm256_shuffle_ps::<0x44>(pairs[5], pairs[7]),
        _mm256_shuffle_ps::<0xee>(pairs[5], pairs[7]),
    ];
    for i in 0..4 {
        // SAFETY: the caller promises eight rows of eight.
        unsafe {
            _mm256_storeu_ps(to.add(i * row_to), _mm256_permute2f128_ps::<0x20>(fours[i], fours[i + 4]));
            _mm256_storeu_ps(
                to.add((i + 4) * row_to),
                _mm256_permute2f128_ps::<0x31>(fours[i], fours[i + 4]),
            );
        }
    }
}

/// # Safety
/// As [`Vector::transpose`].
#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn transpose_4(from: *const f64, row: usize, to: *mut f64, row_to: usize) {
    // SAFETY: the caller promises four rows of four.
    let x: [__m256d; 4] = core::array::from_fn(|i| unsafe { _mm256_loadu_pd(from.add(i * row)) });
    let pairs = [
        _mm256_unpacklo_pd(x[0], x[1]),
        _mm256_unpackhi_pd(x[0], x[1]),
        _mm256_unpacklo_pd(x[2], x[3]),
        _mm256_unpackhi_pd(x[2], x[3]),
    ];
    for i in 0..2 {
        // SAFETY: the caller promises four rows of four.
        unsafe {
            _mm256_storeu_pd(to.add(i * row_to), _mm256_permute2f128_pd::<0x20>(pairs[i], pairs[i + 2]));
            _mm256_storeu_pd(
                to.add((i + 2) * row_to),
                _mm256_permute2f128_pd::<0x31>(pairs[i], pairs[i + 2]),
            );
        }
    }
}

macro_rules! transposed_by_quarters {
    ($($name:ident $T:ident by $quarter:ident $HALF:literal;)*) => {$(
        /// # Safety
        /// As [`Vector::transpose`].
        #[inline]
        #[target_feature(enable = "avx2,fma,avx512f")]
        unsafe fn $name(from: *const $T, row: usize, to: *mut $T, row_to: usize) {
            for i in [0, $HALF] {
                for j in [0, $HALF] {
                    // SAFETY: a quarter of what the caller promises.
                    unsafe { $quarter(from.add(i * row + j), row, to.add(j * row_to + i), row_to) }
                }
            }
        }
    )*};
}
transposed_by_quarters! {
    transpose_16 f32 by transpose_8 8;
    transpose_8_wide f64 by transpose_4 4;
}
