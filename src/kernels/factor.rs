//! Factors of small square matrices, row-major.

use core::ops::Range;

use crate::axis::Axis;
use crate::element::{Number, Real};
use crate::op::Yes;
use crate::ops::scalar::ratio;
use crate::storage::Zeroed;
use crate::tensor::Tensor;

/// `P·A·Q = L·U` by complete pivoting: each step takes the largest number that is left.
pub struct Factors<T: Real, N: Axis> {
    /// `U` on and above the diagonal, `L` below; the ones on the diagonal of `L` are not stored.
    lu: Tensor<T, (N, N)>,
    /// With which row each row changed places, in order: `P`.
    rows: Tensor<usize, (N,)>,
    /// With which column each column did: `Q`.
    columns: Tensor<usize, (N,)>,
    /// det P · det Q
    sign: T,
}

// SAFETY: all fields may be zero, and none has a drop.
unsafe impl<T: Real, N: Axis> Zeroed for Factors<T, N> {
    type Pinned = Yes;
}

/// A pivot that is nothing but rounding error (or NaN).
#[derive(Clone, Copy, Debug)]
pub struct BadPivot<T> {
    /// How many good ones come before it.
    pub index: usize,
    /// What it is.
    pub value: T,
}

impl<T: Real, N: Axis> Factors<T, N> {
    /// The factors of `a`, in place of whatever was here. They end at a pivot that is 0, as all after it are.
    pub fn factor(&mut self, a: &Tensor<T, (N, N)>) {
        self.lu.assign(a);
        self.sign = T::ONE;
        for k in 0..N::LEN {
            put(self.rows.as_mut_slice(), k, k);
            put(self.columns.as_mut_slice(), k, k);
        }
        for k in 0..N::LEN {
            self.bring_largest_to(k);
            let pivot = self.at(k, k);
            if pivot == T::ZERO {
                return;
            }
            for i in k + 1..N::LEN {
                let l = self.at(i, k) / pivot;
                take_off(self.lu.as_mut_slice(), N::LEN, i, k, l, k + 1);
                put(self.lu.as_mut_slice(), i * N::LEN + k, l);
            }
        }
    }

    fn bring_largest_to(&mut self, k: usize) {
        let (mut row, mut column, mut largest) = (k, k, self.at(k, k).abs());
        for i in k..N::LEN {
            for j in k..N::LEN {
                if self.at(i, j).abs() > largest {
                    (row, column, largest) = (i, j, self.at(i, j).abs());
                }
            }
        }
        if row != k {
            swap_rows(self.lu.as_mut_slice(), N::LEN, k, row);
            put(self.rows.as_mut_slice(), k, row);
            self.sign = -self.sign;
        }
        if column != k {
            for i in 0..N::LEN {
                swap_rows(self.lu.as_mut_slice(), 1, i * N::LEN + k, i * N::LEN + column);
            }
            put(self.columns.as_mut_slice(), k, column);
            self.sign = -self.sign;
        }
    }

    #[inline(always)]
    fn at(&self, i: usize, j: usize) -> T {
        get(self.lu.as_slice(), i * N::LEN + j)
    }
    /// `L` with its diagonal.
    #[inline(always)]
    fn lower(&self, i: usize, j: usize) -> T {
        if i == j { T::ONE } else { self.at(i, j) }
    }
    /// `x ← P·x`, or, in reverse order, `x ← Pᵀ·x`; the same with the swaps of `Q`.
    fn permute<'a>(swaps: impl Iterator<Item = (usize, &'a usize)>, x: &mut [T]) {
        let width = width_of(x, N::LEN);
        swaps.for_each(|(i, &j)| swap_rows(x, width, i, j));
    }

    /// The first pivot that is lost in rounding errors, which are measured by the scales of its row and column in `a`:
    /// scaled so that the largest number of every row, then of every column, is 1, no matrix has errors far above ε.
    pub fn bad_pivot(&self, a: &Tensor<T, (N, N)>) -> Option<BadPivot<T>> {
        let size = |i, j| get(a.as_slice(), i * N::LEN + j).abs();
        let row_scale = |i| (0..N::LEN).fold(T::ZERO, |max, j| max.larger(size(i, j)));
        let column_scale =
            |j| (0..N::LEN).fold(T::ZERO, |max, i| max.larger(ratio(size(i, j), row_scale(i))));
        let index = (0..N::LEN).find(|&k| {
            let (i, j) = (origin(self.rows.as_slice(), k), origin(self.columns.as_slice(), k));
            !stands_out(self.at(k, k).abs(), row_scale(i) * column_scale(j), N::LEN)
        })?;
        Some(BadPivot { index, value: self.at(index, index) })
    }

    /// det A
    pub fn determinant(&self) -> T {
        (0..N::LEN).fold(self.sign, |product, k| product * self.at(k, k))
    }

    /// `x ← A⁻¹·x`, for the columns of `x`.
    pub fn solve(&self, x: &mut [T]) {
        Self::permute(self.rows.as_slice().iter().enumerate(), x);
        solve_lower(N::LEN, |i, j| self.lower(i, j), x);
        solve_upper(N::LEN, |i, j| self.at(i, j), x);
        Self::permute(self.columns.as_slice().iter().enumerate().rev(), x);
    }

    /// `x ← A⁻ᵀ·x`, for the columns of `x`.
    pub fn solve_transposed(&self, x: &mut [T]) {
        Self::permute(self.columns.as_slice().iter().enumerate(), x);
        solve_lower(N::LEN, |i, j| self.at(j, i), x);
        solve_upper(N::LEN, |i, j| self.lower(j, i), x);
        Self::permute(self.rows.as_slice().iter().enumerate().rev(), x);
    }

    /// `x ← adj A`, which is det A · A⁻¹, and finite where det A is 0.
    ///
    /// adj U = (u₁₁⋯uₘₘ)·uₙₙ·U⁻¹ with m = n − 1; complete pivoting leaves a 0 to uₙₙ if it can, and a division by uₙₙ
    /// never happens here. If another pivot is 0, the rank is below n − 1 and adj A is 0.
    pub fn adjugate(&self, x: &mut Tensor<T, (N, N)>) {
        x.set_zero();
        let Some(last) = N::LEN.checked_sub(1) else { return };
        let others = (0..last).fold(self.sign, |product, k| product * self.at(k, k));
        if others == T::ZERO {
            return;
        }
        let x = x.as_mut_slice();
        x.iter_mut().step_by(N::LEN + 1).for_each(|x| *x = others);
        Self::permute(self.rows.as_slice().iter().enumerate(), x);
        solve_lower(N::LEN, |i, j| self.lower(i, j), x);
        x.iter_mut().take(last * N::LEN).for_each(|x| *x *= self.at(last, last));
        solve_upper(N::LEN, |i, j| if i == last { T::ONE } else { self.at(i, j) }, x);
        Self::permute(self.columns.as_slice().iter().enumerate().rev(), x);
    }
}

/// `L` of `A = L·Lᵀ`, for a positive definite `A` of which only the lower half is read.
pub fn cholesky<T: Real>(n: usize, a: &[T], l: &mut [T]) -> Result<(), BadPivot<T>> {
    l.fill(T::ZERO);
    for i in 0..n {
        for j in 0..=i {
            let product = |k| get(l, i * n + k) * get(l, j * n + k);
            let taken_off = (0..j).fold(T::ZERO, |sum, k| sum + product(k));
            let left = get(a, i * n + j) - taken_off;
            let element = if j < i {
                left / get(l, j * n + j)
            } else if stands_out(left, taken_off, n) {
                left.sqrt()
            } else {
                return Err(BadPivot { index: i, value: left });
            };
            put(l, i * n + j, element);
        }
    }
    Ok(())
}

/// Whether what is left of numbers of this size is more than rounding error, and not NaN.
fn stands_out<T: Real>(left: T, size: T, n: usize) -> bool {
    left > T::from_f64(n as f64) * T::EPSILON * size
}

/// `x ← L⁻¹·x`, where `l(i, j)` is the element of a lower triangular `L`, for the columns of `x`.
pub fn solve_lower<T: Real>(n: usize, l: impl Fn(usize, usize) -> T, x: &mut [T]) {
    (0..n).for_each(|i| solve_row(n, i, 0..i, &l, x));
}

/// `x ← U⁻¹·x`, where `u(i, j)` is the element of an upper triangular `U`, for the columns of `x`.
pub fn solve_upper<T: Real>(n: usize, u: impl Fn(usize, usize) -> T, x: &mut [T]) {
    (0..n).rev().for_each(|i| solve_row(n, i, i + 1..n, &u, x));
}

/// Row `i` of the solution from the rows already `solved`.
fn solve_row<T: Real>(
    n: usize,
    i: usize,
    solved: Range<usize>,
    triangle: &impl Fn(usize, usize) -> T,
    x: &mut [T],
) {
    let (width, pivot) = (width_of(x, n), triangle(i, i));
    solved.for_each(|j| take_off(x, width, i, j, triangle(i, j), 0));
    x.iter_mut().skip(i * width).take(width).for_each(|x| *x /= pivot);
}

/// Where the row (or column) `k` was before these swaps.
fn origin(swaps: &[usize], k: usize) -> usize {
    swaps.iter().enumerate().rev().fold(k, |at, (i, &j)| match at {
        at if at == i => j,
        at if at == j => i,
        at => at,
    })
}

/// How many columns a matrix of `n` rows has.
fn width_of<T>(x: &[T], n: usize) -> usize {
    x.len().checked_div(n).unwrap_or(0)
}

/// Row `i` loses `factor` times row `j`, from a column on.
fn take_off<T: Real>(x: &mut [T], width: usize, i: usize, j: usize, factor: T, from: usize) {
    let Some([row, other]) = two_rows(x, width, i, j) else { return };
    row.iter_mut().zip(other).skip(from).for_each(|(x, y)| *x -= factor * *y);
}

fn swap_rows<T>(x: &mut [T], width: usize, i: usize, j: usize) {
    let Some([row, other]) = two_rows(x, width, i, j) else { return };
    row.iter_mut().zip(other).for_each(|(x, y)| core::mem::swap(x, y));
}

// Elements and rows by functions that cannot panic: a row of itself is nothing to swap, and out of range nothing ever is.

/// Two different rows.
fn two_rows<T>(x: &mut [T], width: usize, i: usize, j: usize) -> Option<[&mut [T]; 2]> {
    x.get_disjoint_mut([i, j].map(|row| row * width..(row + 1) * width)).ok()
}

#[inline(always)]
fn get<T: Number>(x: &[T], index: usize) -> T {
    x.get(index).copied().unwrap_or(T::ZERO)
}

#[inline(always)]
fn put<T>(x: &mut [T], index: usize, value: T) {
    if let Some(x) = x.get_mut(index) {
        *x = value;
    }
}
