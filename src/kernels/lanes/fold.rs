//! Folds, and the order in which they run.

use core::array::from_fn;
use core::ops::Range;

use super::source::Source;
use crate::element::Number;

/// How many numbers are folded side by side.
pub const WIDTH: usize = 8;
/// How many rows are folded one after another.
const BLOCK: usize = 32;
/// How often a range is halved: of a billion numbers, blocks of 32 rows are left.
const LEVELS: usize = 22;

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
    /// The largest of those that are not NaN.
    Top: T::from_f64(f64::NEG_INFINITY), |a, b| if b > a { b } else { a };
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
    halves(
        0..rows,
        BLOCK,
        [F::start(); C],
        #[inline(always)]
        |rows| fold_block::<F, A, X, C>(source, at, stride, rows, &term),
        join_all::<F, A, C>,
    )
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

/// What `block` gives of a short range, of a longer one what its halves give, joined. The blocks that are left are of one
/// length, but for one more or less (of a range that is shorter than they are many, some are empty).
#[inline(always)]
pub(super) fn halves<R: Copy>(
    range: Range<usize>,
    short: usize,
    start: R,
    block: impl Fn(Range<usize>) -> R,
    join: impl Fn(R, R) -> R,
) -> R {
    let length = range.end - range.start; // `len` has a way to panic
    // A loop over the blocks, as a recursion would be a function of its own: compiled anew, and for other instructions.
    let levels = (usize::BITS - (length.saturating_sub(1) / short).leading_zeros()).min(LEVELS as u32);
    let blocks = 1 << levels;
    let (whole, rest) = (length >> levels, length & (blocks - 1));
    // The first of two halves on each level, until the second is there.
    let mut firsts = [start; LEVELS];
    let (mut begin, mut missing) = (range.start, 0);
    for number in 0..blocks {
        missing += rest;
        let end = begin + whole + (missing >> levels);
        missing &= blocks - 1;
        let mut folded = block(begin..end);
        begin = end;
        let complete = (number as u32).trailing_ones() as usize;
        for first in firsts.iter().take(complete) {
            folded = join(*first, folded);
        }
        if number == blocks - 1 {
            return folded;
        }
        if let Some(first) = firsts.get_mut(complete) {
            *first = folded;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::{Range, halves};

    /// The same by recursion, from one of the `blocks` to another; the results tell every order from every other.
    fn by_recursion(blocks: Range<usize>, of: &impl Fn(usize) -> u64) -> u64 {
        let middle = blocks.start + blocks.len() / 2;
        match blocks.len() {
            1 => of(blocks.start),
            _ => join(by_recursion(blocks.start..middle, of), by_recursion(middle..blocks.end, of)),
        }
    }
    fn join(a: u64, b: u64) -> u64 {
        a.wrapping_mul(31).wrapping_add(b).rotate_left(7)
    }

    #[test]
    fn halves_of_halves_come_together_in_their_order() {
        let block = |range: Range<usize>| (range.start * 100_003 + range.end) as u64;
        for length in (0..3000usize).chain([12_500, 100_000, 131_072, 131_073]) {
            for short in [1, 32] {
                let levels = (0..).find(|levels| length.div_ceil(1 << levels) <= short).unwrap();
                let edge = |number: usize| 5 + ((number * length) >> levels);
                let expected = by_recursion(0..1 << levels, &|number| block(edge(number)..edge(number + 1)));
                assert_eq!(halves(5..5 + length, short, 0, block, join), expected, "{length} by {short}");
            }
        }
    }
}
