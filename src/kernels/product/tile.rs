//! Blocks of a product that are computed in registers.

// Rows and columns of a tile are counted in several arrays at once.
#![allow(clippy::needless_range_loop)]

use super::Scale;
use crate::element::Number;
use crate::kernels::simd::Vector;
use crate::storage::Zeroed;

/// A matrix somewhere in a slice: where it begins, and how far apart neighbours in a column and in a row are.
#[derive(Clone, Copy, Debug)]
pub struct View<P> {
    pub at: P,
    pub row: usize,
    pub column: usize,
}

impl<P> View<P> {
    /// `rows` many whole rows, one after another.
    #[inline(always)]
    pub fn rows(at: P, length: usize) -> Self {
        View { at, row: length, column: 1 }
    }
    /// The same matrix with rows and columns exchanged.
    #[inline(always)]
    pub fn transposed(self) -> Self {
        View { at: self.at, row: self.column, column: self.row }
    }
}

impl<T> View<*const T> {
    /// The part that begins at this row and column.
    ///
    /// # Safety
    /// There is such an element, or it is one past the last.
    #[inline(always)]
    pub unsafe fn from(self, i: usize, j: usize) -> Self {
        // SAFETY: as the caller promises.
        View { at: unsafe { self.at.add(i * self.row + j * self.column) }, ..self }
    }
}

impl<T> View<*mut T> {
    /// The part that begins at this row and column.
    ///
    /// # Safety
    /// There is such an element, or it is one past the last.
    #[inline(always)]
    pub unsafe fn from(self, i: usize, j: usize) -> Self {
        // SAFETY: as the caller promises.
        View { at: unsafe { self.at.add(i * self.row + j * self.column) }, ..self }
    }
}

/// `R` rows of the product by `C` vectors: each number of `a` times a part of a row of `b`, terms in order of `k`.
///
/// Of the last vector only the first `last` numbers count; `CUT` says that no more of them are there to be read.
///
/// # Safety
/// The processor has the instructions of `V`; `a` has `R` rows of `k` numbers, `b` has `k` rows (its columns lie side by
/// side) of `C` vectors.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub unsafe fn tile<V: Vector, const R: usize, const C: usize, const CUT: bool>(
    k: usize,
    a: View<*const V::T>,
    b: View<*const V::T>,
    last: usize,
) -> [[V; C]; R] {
    // SAFETY: the caller promises what is read.
    unsafe {
        let mut sums = [[V::splat(V::T::ZERO); C]; R];
        for l in 0..k {
            let row = b.at.add(l * b.row);
            let mut x = [V::splat(V::T::ZERO); C];
            for j in 0..C {
                let at = row.add(j * V::LANES);
                x[j] = if CUT && j == C - 1 { V::load_first(at, last) } else { V::load(at) };
            }
            for i in 0..R {
                let y = V::splat(*a.at.add(i * a.row + l * a.column));
                for j in 0..C {
                    sums[i][j] = y.mul_add(x[j], sums[i][j]);
                }
            }
        }
        sums
    }
}

/// Writes a tile to `c`, or adds it. Of the last vector the first `last` numbers count.
///
/// # Safety
/// `c` has `R` rows and so many columns, side by side.
#[cfg_attr(debug_assertions, inline(never))]
#[cfg_attr(not(debug_assertions), inline(always))]
pub unsafe fn put<V: Vector, const R: usize, const C: usize>(
    sums: [[V; C]; R],
    c: View<*mut V::T>,
    last: usize,
    scale: Scale<V::T>,
) {
    for (i, row) in sums.iter().enumerate() {
        for (j, &sum) in row.iter().enumerate() {
            // SAFETY: the caller promises the numbers.
            unsafe {
                let to = c.at.add(i * c.row + j * V::LANES);
                if j < C - 1 || last == V::LANES {
                    let sum = match scale.factor() {
                        None => sum,
                        Some(factor) => sum.mul_add(V::splat(factor), V::load(to)),
                    };
                    sum.store(to);
                } else {
                    let sum = match scale.factor() {
                        None => sum,
                        Some(factor) => sum.mul_add(V::splat(factor), V::load_first(to, last)),
                    };
                    sum.store_first(to, last);
                }
            }
        }
    }
}

/// What a tile is added to, so that one code serves every [`Scale`]: `c ← factor · sums + onto`.
///
/// Where `c` is overwritten that is −0, the only number that changes no other, not even a zero.
pub struct Onto<V: Vector> {
    nothing: [V; 8],
    factor: V,
    adds: bool,
}

impl<V: Vector> Onto<V> {
    /// As this scale asks.
    ///
    /// # Safety
    /// The processor has the instructions of `V`.
    #[inline(always)]
    pub unsafe fn new(scale: Scale<V::T>) -> Self {
        let factor = scale.factor();
        // SAFETY: as the caller promises.
        let (nothing, factors) =
            unsafe { (V::splat(V::T::ZERO.negated()), V::splat(factor.unwrap_or(V::T::ONE))) };
        Onto { nothing: [nothing; 8], factor: factors, adds: factor.is_some() }
    }

    /// A tile into its place.
    ///
    /// # Safety
    /// `c` has `R` rows of `C` vectors.
    #[cfg_attr(debug_assertions, inline(never))]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub unsafe fn put<const R: usize, const C: usize>(&self, sums: [[V; C]; R], c: View<*mut V::T>) {
        let (onto, row) =
            if self.adds { (c.at.cast_const(), c.row) } else { ((&raw const self.nothing).cast(), 0) };
        for i in 0..R {
            for j in 0..C {
                // SAFETY: the caller promises the numbers of `c`; of `nothing` there are as many vectors as a tile is wide.
                unsafe {
                    let onto = V::load(onto.add(i * row + j * V::LANES));
                    sums[i][j].mul_add(self.factor, onto).store(c.at.add(i * c.row + j * V::LANES));
                }
            }
        }
    }
}

/// As [`put`] for any tile, one code for all.
///
/// # Safety
/// The processor has the instructions of `V`; `sums` are `rows` rows of `width` vectors, `c` has as many rows, and as many
/// columns as count.
#[inline(always)]
pub unsafe fn put_part<V: Vector>(
    sums: *const V,
    [rows, width]: [usize; 2],
    last: usize,
    c: View<*mut V::T>,
    scale: Scale<V::T>,
) {
    // SAFETY: as the caller promises.
    unsafe {
        V::apart(
            #[inline(always)]
            || {
                if c.column != 1 {
                    let columns = (width - 1) * V::LANES + last;
                    return put_each(sums.cast(), [rows, columns], width * V::LANES, c, scale);
                }
                for i in 0..rows {
                    for j in 0..width - 1 {
                        put([[*sums.add(i * width + j)]], c.from(i, j * V::LANES), V::LANES, scale);
                    }
                    put([[*sums.add((i + 1) * width - 1)]], c.from(i, (width - 1) * V::LANES), last, scale);
                }
            },
        )
    }
}

/// The numbers that vectors sum up to, into their places.
///
/// # Safety
/// The processor has the instructions of `V`; `sums` and `c` have so many rows and columns.
#[inline(always)]
pub unsafe fn put_dots<V: Vector>(
    sums: *const V,
    [rows, columns]: [usize; 2],
    c: View<*mut V::T>,
    scale: Scale<V::T>,
) {
    // SAFETY: as the caller promises.
    unsafe {
        V::apart(
            #[inline(always)]
            || {
                for i in 0..rows {
                    for j in 0..columns {
                        scale.put((*sums.add(i * columns + j)).sum(), &mut *c.from(i, j).at);
                    }
                }
            },
        )
    }
}

/// As [`put`], number by number, from rows `length` apart.
///
/// # Safety
/// There are so many rows and columns.
#[inline(never)]
pub unsafe fn put_each<T: Number>(
    sums: *const T,
    [rows, columns]: [usize; 2],
    length: usize,
    c: View<*mut T>,
    scale: Scale<T>,
) {
    macro_rules! each {
        (|$sum:ident, $c:ident| $put:expr) => {
            for j in 0..columns {
                for i in 0..rows {
                    let (from, to) = (i * length + j, i * c.row + j * c.column);
                    // SAFETY: as the caller promises.
                    let ($sum, $c) = unsafe { (*sums.add(from), &mut *c.at.add(to)) };
                    *$c = $put;
                }
            }
        };
    }
    match scale {
        Scale::Set => each!(|sum, c| sum),
        Scale::Add => each!(|sum, c| c.plus(sum)),
        Scale::AddTimes(factor) => each!(|sum, c| sum.mul_add(factor, *c)),
    }
}

/// The products of `R` rows of `a` with `C` rows of `b`, each of `k` numbers that lie side by side: [`Vector::LANES`] sums,
/// terms in order, that are to be summed up.
///
/// # Safety
/// The processor has the instructions of `V`, and there are such rows.
#[inline(always)]
pub unsafe fn dots<V: Vector, const R: usize, const C: usize>(
    k: usize,
    a: (*const V::T, usize),
    b: (*const V::T, usize),
) -> [[V; C]; R] {
    // SAFETY: the caller promises the rows.
    unsafe {
        let zero = V::splat(V::T::ZERO);
        let (mut sums, mut x) = ([[zero; C]; R], [zero; R]);
        let whole = k - k % V::LANES;
        for l in (0..whole).step_by(V::LANES) {
            for i in 0..R {
                x[i] = V::load(a.0.add(i * a.1 + l));
            }
            for j in 0..C {
                let y = V::load(b.0.add(j * b.1 + l));
                for i in 0..R {
                    sums[i][j] = x[i].mul_add(y, sums[i][j]);
                }
            }
        }
        if whole < k {
            for i in 0..R {
                x[i] = V::load_first(a.0.add(i * a.1 + whole), k - whole);
            }
            for j in 0..C {
                let y = V::load_first(b.0.add(j * b.1 + whole), k - whole);
                for i in 0..R {
                    sums[i][j] = x[i].mul_add(y, sums[i][j]);
                }
            }
        }
        sums
    }
}
