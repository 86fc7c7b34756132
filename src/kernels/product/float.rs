//! Which code computes a product of floats: for constant sizes or for all, and with which instructions.

use super::blocked::{LARGE, SMALL, Task, multiply};
use super::plan::{Fixed, Unknown};
use super::tile::View;
use super::{Form, Product, Scale, Sizes};
use crate::element::Number;
use crate::kernels::isa::{self, Level};
#[cfg(all(target_arch = "x86_64", not(miri)))]
use crate::kernels::simd::{F32x8, F32x16, F64x4, F64x8};

/// Whether a product is worth code of its own: so little work that choosing blocks at run time would be felt.
///
/// Where a part of `b` is packed, the small panel holds all of it, so that the order of terms is that of the large.
const fn small(form: Form, m: usize, k: usize, n: usize) -> bool {
    let packs_little = match form {
        Form::Ab => m < 16 || k < 128,
        Form::Atb => true,
        Form::Abt => k <= 64,
    };
    m * k * n <= 32 * 32 * 32 && packs_little
}

impl<T: Number> Product<'_, T> {
    #[inline(always)]
    fn task(self) -> (Form, Task<T>) {
        let Product { form, m, k, n, a, b, c, scale } = self;
        let (a, b, c) = (a.as_ptr(), b.as_ptr(), c.as_mut_ptr());
        let (a, b) = match form {
            Form::Ab => (View::rows(a, k), View::rows(b, n)),
            Form::Atb => (View::rows(a, m).transposed(), View::rows(b, n)),
            Form::Abt => (View::rows(a, k), View::rows(b, k).transposed()),
        };
        (form, Task { m, k, n, a, b, c: View::rows(c, n), scale })
    }
}

macro_rules! floats {
    ($($T:ident: $base:ty, $avx2:ident, $avx512:ident;)*) => {$(
        pub mod $T {
            use super::*;

            /// Computes a product of constant sizes, none of which is 0.
            #[inline(always)]
            pub fn product<S: Sizes>(product: Product<'_, $T>) {
                // Nothing is inlined without optimisation, and the shared function gives the same bits.
                if const { small(S::FORM, S::M, S::K, S::N) && !cfg!(debug_assertions) } {
                    #[cfg(all(target_arch = "x86_64", not(miri)))]
                    if isa::has(Level::Avx2) {
                        // SAFETY: the processor has the instructions, and the slices are as long as the matrices.
                        return unsafe { inlined::<S>(product.a, product.b, product.c, product.scale) };
                    }
                    if isa::FIXED {
                        let (form, task) = product.task();
                        // SAFETY: every processor of the target has them, and the slices are as long as the matrices.
                        return unsafe { multiply::<$base, Fixed<S, $base>, SMALL>(form, task) };
                    }
                    let Product { a, b, c, scale, .. } = product;
                    return seldom::<S>(a, b, c, scale);
                }
                shared(product)
            }

            /// Out of line, so that the description of the product is put together only where somebody reads it.
            #[cold]
            #[inline(never)]
            fn seldom<S: Sizes>(a: &[$T], b: &[$T], c: &mut [$T], scale: Scale<$T>) {
                shared(Product::of::<S>(a, b, c, scale))
            }

            /// # Safety
            /// The processor has AVX2 and fused multiply-add; the slices are as long as the matrices.
            #[cfg(all(target_arch = "x86_64", not(miri)))]
            #[target_feature(enable = "avx2,fma")]
            #[inline]
            unsafe fn inlined<S: Sizes>(a: &[$T], b: &[$T], c: &mut [$T], scale: Scale<$T>) {
                let (form, task) = Product::of::<S>(a, b, c, scale).task();
                // SAFETY: as the caller promises.
                unsafe { multiply::<$avx2, Fixed<S, $avx2>, SMALL>(form, task) }
            }

            /// One function for all sizes.
            #[inline(never)]
            pub fn shared(product: Product<'_, $T>) {
                let Product { form, m, k, n, .. } = product;
                at(if small(form, m, k, n) { Level::Avx2 } else { Level::Avx512 }, product)
            }

            /// With instructions of this level, or of one below it if the processor has no such.
            pub fn at(level: Level, product: Product<'_, $T>) {
                let (form, task) = product.task();
                // SAFETY: the slices are as long as the matrices.
                let run = |form, task| unsafe { one_thread(level, form, task) };
                #[cfg(all(feature = "rayon", not(miri)))]
                super::super::threads::in_parts(form, task, &run);
                #[cfg(not(all(feature = "rayon", not(miri))))]
                run(form, task);
            }

            /// # Safety
            /// The matrices are there.
            #[cfg_attr(any(miri, not(target_arch = "x86_64")), allow(unused))]
            unsafe fn one_thread(level: Level, form: Form, task: Task<$T>) {
                // SAFETY: as the caller promises; the processor has the instructions it was asked for.
                unsafe {
                    #[cfg(all(target_arch = "x86_64", not(miri)))]
                    {
                        // A constant first: what cannot be is not compiled.
                        if const { isa::can_be(Level::Avx512) } {
                            if level >= Level::Avx512 && isa::has(Level::Avx512) {
                                return avx512(form, task);
                            }
                        }
                        if const { isa::can_be(Level::Avx2) } {
                            if level >= Level::Avx2 && isa::has(Level::Avx2) {
                                return avx2(form, task);
                            }
                        }
                    }
                    multiply::<$base, Unknown, LARGE>(form, task)
                }
            }

            /// # Safety
            /// The processor has AVX2 and fused multiply-add; the matrices are there.
            #[cfg(all(target_arch = "x86_64", not(miri)))]
            #[target_feature(enable = "avx2,fma")]
            unsafe fn avx2(form: Form, task: Task<$T>) {
                // SAFETY: as the caller promises.
                unsafe { multiply::<$avx2, Unknown, LARGE>(form, task) }
            }

            /// # Safety
            /// The processor has AVX-512F; the matrices are there.
            #[cfg(all(target_arch = "x86_64", not(miri)))]
            #[target_feature(enable = "avx2,fma,avx512f")]
            unsafe fn avx512(form: Form, task: Task<$T>) {
                // SAFETY: as the caller promises.
                unsafe { multiply::<$avx512, Unknown, LARGE>(form, task) }
            }
        }
    )*};
}
floats! {
    f32: [f32; 4], F32x8, F32x16;
    f64: [f64; 2], F64x4, F64x8;
}
