//! Folds along axes. A *lane* is the numbers that become one result.
//!
//! The order of a fold is the same on every machine, and sound: blocks of up to 32 rows are folded one after another,
//! blocks by halves, so that the error of a sum grows with the logarithm of its length. Rows are [`WIDTH`] numbers,
//! folded side by side in one vector register or a few: neighbouring lanes where the folded axis is not the last,
//! consecutive numbers of one lane where it is.

mod fold;
mod geometry;
mod source;

pub use fold::{Larger, Monoid, Plus, Smaller, Times, Top, WIDTH, is_nan, sum};
use fold::{fold_columns, fold_row, halves, join_all};
pub use geometry::Geometry;
pub use source::{Source, Through};

use core::cell::Cell;

use crate::element::{Element, Number};

/// `W` neighbouring lanes of a tensor.
#[derive(Clone, Copy, Debug)]
pub struct Lanes<X, const W: usize> {
    source: X,
    /// By reference, so that it stays a constant wherever lanes are handed on.
    geometry: &'static Geometry,
    start: usize,
}

impl<X: Source, const W: usize> Lanes<X, W> {
    /// The lanes whose first elements stand at `start` and after.
    #[inline(always)]
    pub(crate) fn new(source: X, geometry: &'static Geometry, start: usize) -> Self {
        Lanes { source, geometry, start }
    }

    /// The same lanes of another tensor of this shape.
    #[inline(always)]
    pub fn of<Y: Source>(&self, source: Y) -> Lanes<Y, W> {
        Lanes { source, geometry: self.geometry, start: self.start }
    }

    /// `f(x, j)` of the elements `x` of each lane `j`. Who looks at them stores them in the tensor `out`.
    #[inline(always)]
    pub fn through<'a, T: Element, F: Fn(X::Item, usize) -> T + Copy>(
        &self,
        out: &'a mut [T],
        f: F,
    ) -> Lanes<Through<'a, X, T, F>, W> {
        let out = Cell::from_mut(out).as_slice_of_cells();
        self.of(Through { source: self.source, f, across: self.geometry.inner != 1, out })
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
        let Geometry { run, inner, .. } = *self.geometry;
        let run = run.max(1);
        self.start + self.geometry.offset(true, k / run) + k % run * inner
    }

    /// Folds each lane: `term(k, j, x)` is what position `k` of lane `j` adds to it.
    #[inline(always)]
    pub fn fold<F: Monoid<A>, A: Copy>(&self, term: impl Fn(usize, usize, X::Item) -> A) -> [A; W] {
        let start = [F::start(); W];
        match self.geometry.repeats {
            0 => start,
            repeats => halves(
                0..repeats,
                1,
                start,
                #[inline(always)]
                |repeats| {
                    let mut folded = start;
                    for repeat in repeats {
                        folded = join_all::<F, A, W>(folded, self.fold_run::<F, A>(repeat, &term));
                    }
                    folded
                },
                join_all::<F, A, W>,
            ),
        }
    }

    #[inline(always)]
    fn fold_run<F: Monoid<A>, A: Copy>(
        &self,
        repeat: usize,
        term: &impl Fn(usize, usize, X::Item) -> A,
    ) -> [A; W] {
        let Geometry { run, inner, .. } = *self.geometry;
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
        let Geometry { repeats, run, inner, .. } = *self.geometry;
        for repeat in 0..repeats {
            let start = self.start + self.geometry.offset(true, repeat);
            if inner == 1 {
                let Some(slots) = slots.get_mut(start..start + run) else { return };
                each_of_row(self.source, start, slots, |d, x| f(d, x, 0));
            } else {
                for at in (0..run).map(|k| start + k * inner) {
                    let Some(row) = slots.get_mut(at..at + W) else { return };
                    for (j, (d, x)) in row.iter_mut().zip(self.source.window::<W>(at)).enumerate() {
                        f(d, x, j);
                    }
                }
            }
        }
    }
}

/// `f(d, x)` for consecutive numbers.
#[inline(always)]
fn each_of_row<X: Source, D>(source: X, start: usize, slots: &mut [D], mut f: impl FnMut(&mut D, X::Item)) {
    let (rows, rest) = slots.as_chunks_mut::<WIDTH>();
    let mut at = start;
    for row in rows {
        row.iter_mut().zip(source.window::<WIDTH>(at)).for_each(|(d, x)| f(d, x));
        at += WIDTH;
    }
    for d in rest {
        let [x] = source.window(at);
        f(d, x);
        at += 1;
    }
}

/// `tiles!(x, geometry, |lanes, at| …)`: the body for all lanes, [`WIDTH`] side by side while there are so many, then one
/// by one; `at` is the number of the first.
macro_rules! tiles {
    ($source:expr, $geometry:expr, |$lanes:ident, $at:ident| $body:expr) => {{
        use $crate::kernels::lanes::{Geometry, Lanes, WIDTH};
        let (source, geometry): (_, &'static Geometry) = ($source, $geometry);
        for group in 0..geometry.groups {
            let (start, first) = (geometry.offset(false, group), group * geometry.inner);
            for tile in 0..geometry.inner / WIDTH {
                let j = tile * WIDTH;
                let ($lanes, $at) = (Lanes::<_, WIDTH>::new(source, geometry, start + j), first + j);
                $body
            }
            for j in geometry.inner / WIDTH * WIDTH..geometry.inner {
                let ($lanes, $at) = (Lanes::<_, 1>::new(source, geometry, start + j), first + j);
                $body
            }
        }
    }};
}
pub(crate) use tiles;
