//! To whole numbers.

macro_rules! rounding {
    ($module:ident $T:ident) => {
        pub mod $module {
            /// To the nearest whole number, ties to even. Exact; keeps the sign of zero.
            #[inline(always)]
            pub fn round(x: $T) -> $T {
                // Floats are whole from here on: adding it rounds away what follows the point.
                const WHOLE: $T = 1.0 / $T::EPSILON;
                let size = x.abs();
                let rounded = if size < WHOLE { (size + WHOLE) - WHOLE } else { size };
                rounded.copysign(x)
            }

            /// The largest whole number that is not above `x`. Exact; keeps the sign of zero.
            #[inline(always)]
            pub fn floor(x: $T) -> $T {
                let nearest = round(x);
                if nearest > x { nearest - 1.0 } else { nearest }
            }
        }
    };
}
rounding!(single f32);
rounding!(double f64);
