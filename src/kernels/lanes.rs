//! Folds along axes. A *lane* is the numbers that become one result.
//!
//! The order of a fold is the same on every machine, and sound: blocks of 32 rows are folded one after another,
//! blocks by halves, so that the error of a sum grows with the logarithm of its length. Rows are [`WIDTH`] numbers,
//! folded side by side in one vector register or a few: neighbouring lanes where the folded axis is not the last,
//! consecutive numbers of one lane where it is.

use core::array::from_fn;
use core::ops::Range;

use crate::element::{Element, Number};
use crate::ops::elementwise::Seen;

/// How many numbers are folded side by side.
pub const WIDTH: usize = 8;
/// How many rows are folded one after another.
const BLOCK: usize = 32;

/// Which axes of a tensor are folded. The last block of folded axes is one `run` of numbers, `inner` apart.
#[derive(Clone, Copy, Debug)]
pub struct Geometry {
    dims: [usize; 6],
    folded: [bool; 6],
    /// How many axes lie before the run.
    leading: usize,
    /// How often the run repeats in one lane: the folded ones of the leading axes.
    repeats: usize,
    /// How many positions the run has.
    run: usize,
    /// How many groups of neighbouring lanes there are: the others of the leading axes.
    pub(crate) groups: usize,
    /// How many lanes lie side by side: the axes after the run.
    pub(crate) inner: usize,
}

impl Geometry {
    /// Of a tensor of these lengths.
    pub const fn new<const RANK: usize>(lengths: [usize; RANK], which: [bool; RANK]) -> Self {
        let (mut dims, mut folded, mut axis) = ([1; 6], [false; 6], 0);
        while axis < RANK {
            (dims[axis], folded[axis]) = (lengths[axis], which[axis]);
            axis += 1;
        }
        let (mut inner, mut run, mut groups, mut repeats) = (1, 1, 1, 1);
        while axis > 0 && !folded[axis - 1] {
            axis -= 1;
            inner *= dims[axis];
        }
        while axis > 0 && folded[axis - 1] {
            axis -= 1;
            run *= dims[axis];
        }
        let leading = axis;
        while axis > 0 {
            axis -= 1;
            *(if folded[axis] { &mut repeats } else { &mut groups }) *= dims[axis];
        }
        Geometry { dims, folded, leading, repeats, run, groups, inner }
    }

    /// All of so many numbers are one lane.
    pub const fn all(count: usize) -> Self {
        Geometry::new([count], [true])
    }

    /// Where the group (or, if `folded`, the repetition of the run) of this number begins.
    #[inline(always)]
    pub(crate) fn offset(&self, folded: bool, mut number: usize) -> usize {
        let (mut offset, mut stride) = (0, self.run * self.inner);
        if self.groups == 1 || self.repeats == 1 {
            return number * stride;
        }
        for axis in (0..self.leading).rev() {
            if self.folded[axis] == folded {
                offset += number % self.dims[axis] * stride;
                number /= self.dims[axis];
            }
            stride *= self.dims[axis];
        }
        offset
    }
}

/// What lanes are made of: a slice, a primal that may be gone (zeros then), or two of one length side by side.
pub trait Source: Copy {
    /// One position.
    type Item: Copy;
    /// The `C` positions from `at` on.
    fn window<const C: usize>(self, at: usize) -> [Self::Item; C];
}
impl<T: Copy> Source for &[T] {
    type Item = T;
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [T; C] {
        let window = &self[at..][..C];
        from_fn(|c| window[c])
    }
}
impl<T: Element> Source for Seen<'_, T> {
    type Item = T;
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [T; C] {
        self.elements().map_or([T::ZERO; C], |elements| elements.window(at))
    }
}
impl<A: Source, B: Source> Source for (A, B) {
    type Item = (A::Item, B::Item);
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [Self::Item; C] {
        let (a, b) = (self.0.window::<C>(at), self.1.window::<C>(at));
        from_fn(|c| (a[c], b[c]))
    }
}

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

/// `W` neighbouring lanes of a tensor.
#[derive(Clone, Copy, Debug)]
pub struct Lanes<X, const W: usize> {
    source: X,
    geometry: Geometry,
    start: usize,
}

impl<X: Source, const W: usize> Lanes<X, W> {
    /// The lanes whose first elements stand at `start` and after.
    #[inline(always)]
    pub(crate) fn new(source: X, geometry: Geometry, start: usize) -> Self {
        Lanes { source, geometry, start }
    }

    /// The same lanes of another tensor of this shape.
    #[inline(always)]
    pub fn of<Y: Source>(&self, source: Y) -> Lanes<Y, W> {
        Lanes { source, geometry: self.geometry, start: self.start }
    }

    /// How many elements each lane has.
    #[inline(always)]
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.geometry.repeats * self.geometry.run
    }

    /// How many elements each lane has, as a number.
    #[inline(always)]
    pub fn count<T: Number>(&self) -> T {
        T::from_f64(self.len() as f64)
    }

    /// Position `k` of each lane.
    #[inline(always)]
    pub fn row(&self, k: usize) -> [X::Item; W] {
        self.source.window(self.index(k))
    }

    /// Where position `k` of the first lane stands in the tensor.
    #[inline(always)]
    pub fn index(&self, k: usize) -> usize {
        let Geometry { run, inner, .. } = self.geometry;
        self.start + self.geometry.offset(true, k / run) + k % run * inner
    }

    /// Folds each lane: `term(k, j, x)` is what position `k` of lane `j` adds to it.
    #[inline(always)]
    pub fn fold<F: Monoid<A>, A: Copy>(&self, term: impl Fn(usize, usize, X::Item) -> A) -> [A; W] {
        match self.geometry.repeats {
            0 => [F::start(); W],
            1 => self.fold_run::<F, A>(0, &term),
            repeats => {
                halves(0..repeats, 1, &|at| self.fold_run::<F, A>(at.start, &term), &join_all::<F, A, W>)
            }
        }
    }

    #[inline(always)]
    fn fold_run<F: Monoid<A>, A: Copy>(
        &self,
        repeat: usize,
        term: &impl Fn(usize, usize, X::Item) -> A,
    ) -> [A; W] {
        let Geometry { run, inner, .. } = self.geometry;
        let at = self.start + self.geometry.offset(true, repeat);
        let first = repeat * run;
        if inner == 1 {
            [fold_row::<F, A, X>(self.source, at, run, |k, x| term(first + k, 0, x)); W]
        } else {
            fold_columns::<F, A, X, W>(self.source, at, inner, run, |k, j, x| term(first + k, j, x))
        }
    }

    /// `f(d, x, j)` for each element of the lanes, in order: `d` in the tensor `slots`, `x` here, `j` the lane.
    #[inline(always)]
    pub fn each<D>(&self, slots: &mut [D], mut f: impl FnMut(&mut D, X::Item, usize)) {
        let Geometry { repeats, run, inner, .. } = self.geometry;
        for repeat in 0..repeats {
            let start = self.start + self.geometry.offset(true, repeat);
            if inner == 1 {
                let (rows, rest) = slots[start..][..run].as_chunks_mut::<WIDTH>();
                let whole = rows.len() * WIDTH;
                for (row, at) in rows.iter_mut().zip((start..).step_by(WIDTH)) {
                    for (d, x) in row.iter_mut().zip(self.source.window::<WIDTH>(at)) {
                        f(d, x, 0);
                    }
                }
                for (d, at) in rest.iter_mut().zip(start + whole..) {
                    let [x] = self.source.window(at);
                    f(d, x, 0);
                }
            } else {
                for at in (start..).step_by(inner).take(run) {
                    let row = slots[at..][..W].iter_mut();
                    for (j, (d, x)) in row.zip(self.source.window::<W>(at)).enumerate() {
                        f(d, x, j);
                    }
                }
            }
        }
    }
}

/// `Σ term(x)`, in the order of all sums, over a whole source.
#[inline(always)]
pub fn sum<T: Number, X: Source>(source: X, count: usize, term: impl Fn(X::Item) -> T) -> T {
    fold_row::<Plus, T, X>(source, 0, count, |_, x| term(x))
}

/// One lane of consecutive numbers.
#[inline(always)]
fn fold_row<F: Monoid<A>, A: Copy, X: Source>(
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
    for half in [4, 2, 1] {
        for c in 0..half {
            parts[c] = F::join(parts[c], parts[c + half]);
        }
    }
    rest.fold(parts[0], F::join)
}

/// Rows of `C` numbers, `stride` apart, column by column.
#[inline(always)]
fn fold_columns<F: Monoid<A>, A: Copy, X: Source, const C: usize>(
    source: X,
    at: usize,
    stride: usize,
    rows: usize,
    term: impl Fn(usize, usize, X::Item) -> A,
) -> [A; C] {
    if rows <= BLOCK {
        return fold_block::<F, A, X, C>(source, at, stride, 0..rows, &term);
    }
    let block = |rows| fold_block::<F, A, X, C>(source, at, stride, rows, &term);
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
fn join_all<F: Monoid<A>, A: Copy, const C: usize>(a: [A; C], b: [A; C]) -> [A; C] {
    from_fn(|c| F::join(a[c], b[c]))
}

/// `block` over the range if it is short, else over its halves.
fn halves<R>(
    range: Range<usize>,
    short: usize,
    block: &impl Fn(Range<usize>) -> R,
    join: &impl Fn(R, R) -> R,
) -> R {
    if range.len() <= short {
        return block(range);
    }
    let middle = range.start + range.len() / 2;
    join(halves(range.start..middle, short, block, join), halves(middle..range.end, short, block, join))
}

/// `tiles!(x, geometry, |lanes, at| …)`: the body for all lanes, [`WIDTH`] side by side while there are so many, then one
/// by one; `at` is the number of the first.
macro_rules! tiles {
    ($source:expr, $geometry:expr, |$lanes:ident, $at:ident| $body:expr) => {{
        use $crate::kernels::lanes::{Geometry, Lanes, WIDTH};
        let (source, geometry): (_, Geometry) = ($source, $geometry);
        let whole = geometry.inner / WIDTH * WIDTH;
        for group in 0..geometry.groups {
            let (start, first) = (geometry.offset(false, group), group * geometry.inner);
            for j in (0..whole).step_by(WIDTH) {
                let ($lanes, $at) = (Lanes::<_, WIDTH>::new(source, geometry, start + j), first + j);
                $body
            }
            for j in whole..geometry.inner {
                let ($lanes, $at) = (Lanes::<_, 1>::new(source, geometry, start + j), first + j);
                $body
            }
        }
    }};
}
pub(crate) use tiles;
