//! Arrays that the compiler turns into registers of 128 bits, where the target has them. Products are rounded before they
//! are added: a fused multiply-add without its instruction is a slow function.

use super::Vector;

macro_rules! arrays {
    ($($T:ident $LANES:literal;)*) => {$(
        // SAFETY: an array is its numbers.
        unsafe impl Vector for [$T; $LANES] {
            type T = $T;
            const LANES: usize = $LANES;
            const ROWS: usize = if cfg!(target_arch = "aarch64") { 12 } else { 6 };

            #[inline(always)]
            unsafe fn splat(x: $T) -> Self {
                [x; $LANES]
            }
            #[inline(always)]
            unsafe fn load(from: *const $T) -> Self {
                // SAFETY: the caller promises the numbers.
                unsafe { from.cast::<Self>().read() }
            }
            #[inline(always)]
            unsafe fn load_first(from: *const $T, n: usize) -> Self {
                let mut x = [0.0; $LANES];
                for (i, x) in x.iter_mut().enumerate() {
                    if i < n {
                        // SAFETY: the caller promises n numbers.
                        *x = unsafe { *from.add(i) };
                    }
                }
                x
            }
            #[inline(always)]
            unsafe fn store(self, to: *mut $T) {
                // SAFETY: the caller promises the place.
                unsafe { to.cast::<Self>().write(self) }
            }
            #[inline(always)]
            unsafe fn store_first(self, to: *mut $T, n: usize) {
                for (i, x) in self.into_iter().enumerate() {
                    if i < n {
                        // SAFETY: the caller promises n places.
                        unsafe { *to.add(i) = x }
                    }
                }
            }
            #[inline(always)]
            fn mul_add(self, a: Self, b: Self) -> Self {
                core::array::from_fn(|i| self[i] * a[i] + b[i])
            }
            #[inline(never)]
            unsafe fn apart<R>(f: impl FnOnce() -> R) -> R {
                f()
            }
            #[inline(always)]
            fn sum(mut self) -> $T {
                let mut half = $LANES / 2;
                while half > 0 {
                    for i in 0..half {
                        self[i] += self[i + half];
                    }
                    half /= 2;
                }
                self[0]
            }
        }
    )*};
}
arrays! {
    f32 4;
    f64 2;
}
