//! What powers of special numbers are.

macro_rules! pow {
    ($(#[$doc:meta])* $T:ident by $of_positive:expr) => {
        $(#[$doc])*
        ///
        /// As in C: `pow(x, 0)` and `pow(1, y)` are 1 even for NaN, as is `pow(-1, ±∞)`; a negative number has whole
        /// powers only, the others are NaN; zeros and infinities keep their sign in odd powers.
        #[inline(always)]
        pub fn pow(x: $T, y: $T) -> $T {
            let size = x.abs();
            let half = y * 0.5;
            let (whole, even) = (floor(y) == y, floor(half) == half);
            let power: $T = $of_positive(size, y);
            let signed = if x.is_sign_negative() && whole && !even { -power } else { power };
            let real = if x < 0.0 && !whole && size < $T::INFINITY { $T::NAN } else { signed };
            let one = x == 1.0 || y == 0.0 || (size == 1.0 && y.abs() == $T::INFINITY);
            if one { 1.0 } else { real }
        }
    };
}
pub(super) use pow;
