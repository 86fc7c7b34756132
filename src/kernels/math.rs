//! Elementary functions: the standard library's where there is one, else `libm`'s.

macro_rules! functions {
    ($T:ident: $($name:ident = $std:ident or $libm:ident),*; erf = $erf:ident, pow = $powf:ident) => {
        /// Elementary functions of this float.
        #[allow(missing_docs)]
        pub mod $T {
            $(#[inline(always)]
            pub fn $name(x: $T) -> $T {
                #[cfg(feature = "std")]
                return $T::$std(x);
                #[cfg(not(feature = "std"))]
                return libm_crate::$libm(x);
            })*
            #[inline(always)]
            pub fn erf(x: $T) -> $T {
                libm_crate::$erf(x)
            }
            #[inline(always)]
            pub fn pow(x: $T, y: $T) -> $T {
                #[cfg(feature = "std")]
                return x.powf(y);
                #[cfg(not(feature = "std"))]
                return libm_crate::$powf(x, y);
            }
        }
    };
}
functions!(f32: exp = exp or expf, expm1 = exp_m1 or expm1f, ln = ln or logf, log1p = ln_1p or log1pf, sqrt = sqrt or sqrtf,
    sin = sin or sinf, cos = cos or cosf, tan = tan or tanf, tanh = tanh or tanhf, floor = floor or floorf, round = round_ties_even or rintf;
    erf = erff, pow = powf);
functions!(f64: exp = exp or exp, expm1 = exp_m1 or expm1, ln = ln or log, log1p = ln_1p or log1p, sqrt = sqrt or sqrt,
    sin = sin or sin, cos = cos or cos, tan = tan or tan, tanh = tanh or tanh, floor = floor or floor, round = round_ties_even or rint;
    erf = erf, pow = pow);
