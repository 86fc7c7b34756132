//! Functions of one number that several operations share.

use crate::element::Real;

/// The square root, with derivative 0 at 0.
#[inline(always)]
pub fn root<T: Real>(x: T) -> T {
    if x == T::ZERO { T::ZERO } else { x.sqrt() }
}

/// `amount` with the sign of `x` on top; nothing at 0.
#[inline(always)]
pub fn along_sign<T: Real>(x: T, amount: T) -> T {
    if x > T::ZERO {
        amount
    } else if x < T::ZERO {
        -amount
    } else {
        T::ZERO
    }
}

/// `0` where `y` is 0, else `x / y`.
#[inline(always)]
pub fn ratio<T: Real>(x: T, y: T) -> T {
    if y == T::ZERO { T::ZERO } else { x / y }
}
