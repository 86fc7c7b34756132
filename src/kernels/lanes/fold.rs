//! Folds, and the order in which they run.

use core::array::from_fn;
use core::ops::Range;

use super::source::Source;
use crate::element::Number;
use crate::kernels::isa::vectorized;

/// How many numbers are folded side by side.
pub const WIDTH: usize = 8;
/// How many rows are folded one after another.
const BLOCK: usize = 32;

/// An associative operation with a neutral element.
pub trait Monoid<A> {
    /// The neutral element.
    fn start() -> A;
    /// Both together.
    fn join(a: A, b: A) -> A;
}

macro_rules! monoids {
    ($($(#[$doc:meta])* $Name:ident: $start:expr, |$a:ident, $b:ident| $join:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $Name {}
        impl<T: Number> Monoid<T> for $Name {
            #[inline(always)]
            fn start() -> T {
                $start
            }
            #[inline(always)]
            fn join($a: T, $b: T) -> T {
                $join
            }
        }
    )*};
}
monoids! {
    /// Sums.
    Plus: T::ZERO, |a, b| a.plus(b);
    /// Products.
    Times: T::ONE, |a, b| a.times(b);
    /// The largest, or NaN if there is one. Of nothing: −∞, or the smallest integer.
    Larger: T::from_f64(f64::NEG_INFINITY), |a, b| a.larger(b);
    /// The smallest, or NaN if there is one. Of nothing: ∞, or the largest integer.
    Smaller: T::from_f64(f64::INFINITY), |a, b| a.smaller(b);
}

/// What equals not even itself.
#[inline(always)]
#[allow(clippy::eq_op)]
pub fn is_nan<T: Number>(x: T) -> bool {
    x != x
}

/// `Σ term(x)`, in the order of all sums, over a whole source.
#[inline(always)]
pub fn sum<T: Number, X: Source>(source: X, count: usize, term: impl Fn(X::Item) -> T) -> T {
    fold_row::<Plus, T, X>(source, 0, count, |_, x| term(x))
}

/// One lane of consecutive numbers.
#[inline(always)]
pub(super) fn fold_row<F: Monoid<A>, A: Copy, X: Source>(
    source: X,
    at: usize,
    count: usize,
    term: impl Fn(usize, X::Item) -> A,
) -> A {
    let rows = count / WIDTH;
    let rest = (rows * WIDTH..count).map(|k| {
        let [x] = source.window(at + k);
        term(k, x)
    });
    if rows == 0 {
        return rest.fold(F::start(), F::join);
    }
    let mut parts = fold_columns::<F, A, X, WIDTH>(source, at, WIDTH, rows, |k, c, x| term(k * WIDTH + c, x));
    for half in [WIDTH / 2, WIDTH / 4, WIDTH / 8] {
        for c in 0..half {
            parts[c] = F::join(parts[c], parts[c + half]);
        }
    }
    rest.fold(parts[0], F::join)
}

/// Rows of `C` numbers, `stride` apart, column by column.
#[inline(always)]
pub(super) fn fold_columns<F: Monoid<A>, A: Copy, X: Source, const C: usize>(
    source: X,
    at: usize,
    stride: usize,
    rows: usize,
    term: impl Fn(usize, usize, X::Item) -> A,
) -> [A; C] {
    if rows <= BLOCK {
        return fold_block::<F, A, X, C>(source, at, stride, 0..rows, &term);
    }
    // Each block anew, as the recursion is a function of its own.
    let block = |rows| {
        vectorized(
            #[inline(always)]
            || fold_block::<F, A, X, C>(source, at, stride, rows, &term),
        )
    };
    halves(0..rows, BLOCK, &block, &join_all::<F, A, C>)
}

/// Of those rows, a few.
#[inline(always)]
fn fold_block<F: Monoid<A>, A: Copy, X: Source, const C: usize>(
    source: X,
    at: usize,
    stride: usize,
    rows: Range<usize>,
    term: &impl Fn(usize, usize, X::Item) -> A,
) -> [A; C] {
    let mut folded = [F::start(); C];
    for k in rows {
        let row = source.window::<C>(at + k * stride);
        for c in 0..C {
            folded[c] = F::join(folded[c], term(k, c, row[c]));
        }
    }
    folded
}

#[inline(always)]
pub(super) fn join_all<F: Monoid<A>, A: Copy, const C: usize>(a: [A; C], b: [A; C]) -> [A; C] {
    from_fn(|c| F::join(a[c], b[c]))
}

/// `block` over the range if it is short, else over its halves.
pub(super) fn halves<R>(
    range: Range<usize>,
    short: usize,
    block: &impl Fn(Range<usize>) -> R,
    join: &impl Fn(R, R) -> R,
) -> R {
    let length = range.end - range.start; // `len` has a way to panic
    if length <= short {
        return block(range);
    }
    let middle = range.start + length / 2;
    join(halves(range.start..middle, short, block, join), halves(middle..range.end, short, block, join))
}
