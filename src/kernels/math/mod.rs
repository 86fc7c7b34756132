//! Elementary functions that need neither an operating system nor a maths library.
//!
//! They are made of `+ - * /`, comparisons and integer operations alone, and never of a fused multiply-add, so that
//! they give the same bits on every platform, with and without `std`, in debug and release. Most are free of
//! branches, so that a loop over them vectorises. The error of each is stated in units in the last place (ulp) of
//! the result; the tests hold it to that. NaN gives NaN; signed zeros, infinities and subnormals behave as in C.
//!
//! With the feature `libm` the functions of the crate of that name stand here instead, but for those whose result is
//! exact anyway, `sqrt`, `floor`, `round`, and for `normal_cdf`, which it lacks.
//!
//! Sources: S. L. Moshier, *Cephes Mathematical Library* (most coefficients of the `f32` functions);
//! fdlibm (most coefficients of the `f64` functions), which is: Copyright (C) 1993 by Sun Microsystems, Inc. All
//! rights reserved. Permission to use, copy, modify, and distribute this software is freely granted, provided that
//! this notice is preserved.

// The coefficients stand as published, and NaN fails every comparison on purpose.
#![allow(
    clippy::excessive_precision,
    clippy::neg_cmp_op_on_partial_ord,
    clippy::approx_constant,
    clippy::manual_clamp
)]

mod pow;
mod round;
mod sqrt;
#[cfg(test)]
mod tests;

#[cfg_attr(feature = "libm", allow(dead_code, unused_imports))]
pub(crate) mod double;
#[cfg_attr(feature = "libm", allow(dead_code, unused_imports))]
pub(crate) mod single;

macro_rules! functions {
    ($T:ident = $own:ident: $($name:ident = $libm:ident),*; pow = $pow:ident) => {
        /// Elementary functions of this float.
        pub mod $T {
            #[cfg(not(any(feature = "libm", target_os = "none")))]
            pub use super::$own::{$($name),*};
            #[cfg(not(feature = "libm"))]
            pub use super::$own::pow;
            pub use super::$own::{floor, normal_cdf, round, sqrt};
            #[cfg(not(any(feature = "libm", target_os = "none")))]
            pub use super::$own::{cos_each, sin_each};
            /// The sine of each.
            #[cfg(any(feature = "libm", target_os = "none"))]
            #[inline(always)]
            pub fn sin_each(x: &[$T], y: &mut [$T]) {
                y.iter_mut().zip(x).for_each(|(y, x)| *y = sin(*x));
            }
            /// The cosine of each.
            #[cfg(any(feature = "libm", target_os = "none"))]
            #[inline(always)]
            pub fn cos_each(x: &[$T], y: &mut [$T]) {
                y.iter_mut().zip(x).for_each(|(y, x)| *y = cos(*x));
            }
            $(
                #[doc = concat!("The function `", stringify!($libm), "` of the crate `libm`.")]
                #[cfg(feature = "libm")]
                #[inline(always)]
                pub fn $name(x: $T) -> $T {
                    libm_crate::$libm(x)
                }
                // On bare metal no loop vectorises, and a copy at every call would cost more flash than it saves time.
                #[doc = concat!("The function `", stringify!($name), "` of C.")]
                #[cfg(all(not(feature = "libm"), target_os = "none"))]
                #[inline(never)]
                pub fn $name(x: $T) -> $T {
                    super::$own::$name(x)
                }
            )*
            #[doc = concat!("The function `", stringify!($pow), "` of the crate `libm`.")]
            #[cfg(feature = "libm")]
            #[inline(always)]
            pub fn pow(x: $T, y: $T) -> $T {
                libm_crate::$pow(x, y)
            }
        }
    };
}
functions!(f32 = single: exp = expf, expm1 = expm1f, ln = logf, log1p = log1pf, sin = sinf, cos = cosf, tan = tanf, tanh = tanhf, erf = erff; pow = powf);
functions!(f64 = double: exp = exp, expm1 = expm1, ln = log, log1p = log1p, sin = sin, cos = cos, tan = tan, tanh = tanh, erf = erf; pow = pow);
