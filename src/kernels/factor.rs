//! Factors of small square matrices, row-major.

use crate::axis::Axis;
use crate::element::Real;
use crate::op::Yes;
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
            (self.rows.as_mut_slice()[k], self.columns.as_mut_slice()[k]) = (k, k);
        }
        for k in 0..N::LEN {
            self.bring_largest_to(k);
            let (upper, lower) = self.lu.as_mut_slice().split_at_mut((k + 1) * N::LEN);
            let pivot_row = &upper[k * N::LEN..];
            if pivot_row[k] == T::ZERO {
                return;
            }
            for row in lower.chunks_exact_mut(N::LEN) {
                row[k] /= pivot_row[k];
                let l = row[k];
                row[k + 1..].iter_mut().zip(&pivot_row[k + 1..]).for_each(|(x, &u)| *x -= l * u);
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
        let lu = self.lu.as_mut_slice();
        if row != k {
            (0..N::LEN).for_each(|j| lu.swap(k * N::LEN + j, row * N::LEN + j));
            self.rows.as_mut_slice()[k] = row;
            self.sign = -self.sign;
        }
        if column != k {
            (0..N::LEN).for_each(|i| lu.swap(i * N::LEN + k, i * N::LEN + column));
            self.columns.as_mut_slice()[k] = column;
            self.sign = -self.sign;
        }
    }

    #[inline(always)]
    fn at(&self, i: usize, j: usize) -> T {
        self.lu.as_slice()[i * N::LEN + j]
    }
    /// `L` with its diagonal.
    #[inline(always)]
    fn lower(&self, i: usize, j: usize) -> T {
        if i == j { T::ONE } else { self.at(i, j) }
    }

    /// The first pivot that does not stand out of the rounding errors of the differences that it came from.
    pub fn bad_pivot(&self) -> Option<BadPivot<T>> {
        let index = (0..N::LEN).find(|&k| {
            let taken_off = (0..k).fold(T::ZERO, |sum, j| sum + (self.at(k, j) * self.at(j, k)).abs());
            !stands_out(self.at(k, k).abs(), taken_off, N::LEN)
        })?;
        Some(BadPivot { index, value: self.at(index, index) })
    }

    /// det A
    pub fn determinant(&self) -> T {
        (0..N::LEN).fold(self.sign, |product, k| product * self.at(k, k))
    }

    /// `x ← A⁻¹·x`, for the columns of `x`.
    pub fn solve(&self, x: &mut [T]) {
        swap_rows(N::LEN, self.rows.as_slice().iter().enumerate(), x);
        solve_lower(N::LEN, |i, j| self.lower(i, j), x);
        solve_upper(N::LEN, |i, j| self.at(i, j), x);
        swap_rows(N::LEN, self.columns.as_slice().iter().enumerate().rev(), x);
    }

    /// `x ← A⁻ᵀ·x`, for the columns of `x`.
    pub fn solve_transposed(&self, x: &mut [T]) {
        swap_rows(N::LEN, self.columns.as_slice().iter().enumerate(), x);
        solve_lower(N::LEN, |i, j| self.at(j, i), x);
        solve_upper(N::LEN, |i, j| self.lower(j, i), x);
        swap_rows(N::LEN, self.rows.as_slice().iter().enumerate().rev(), x);
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
        (0..N::LEN).for_each(|i| x[i * N::LEN + i] = others);
        swap_rows(N::LEN, self.rows.as_slice().iter().enumerate(), x);
        solve_lower(N::LEN, |i, j| self.lower(i, j), x);
        x[..last * N::LEN].iter_mut().for_each(|x| *x *= self.at(last, last));
        solve_upper(N::LEN, |i, j| if i == last { T::ONE } else { self.at(i, j) }, x);
        swap_rows(N::LEN, self.columns.as_slice().iter().enumerate().rev(), x);
    }
}

/// `L` of `A = L·Lᵀ`, for a positive definite `A` of which only the lower half is read.
pub fn cholesky<T: Real>(n: usize, a: &[T], l: &mut [T]) -> Result<(), BadPivot<T>> {
    l.fill(T::ZERO);
    for i in 0..n {
        for j in 0..=i {
            let taken_off = (0..j).fold(T::ZERO, |sum, k| sum + l[i * n + k] * l[j * n + k]);
            let left = a[i * n + j] - taken_off;
            l[i * n + j] = if j < i {
                left / l[j * n + j]
            } else if stands_out(left, taken_off, n) {
                left.sqrt()
            } else {
                return Err(BadPivot { index: i, value: left });
            };
        }
    }
    Ok(())
}

/// Whether what is left of a difference is more than its rounding error, and not NaN.
fn stands_out<T: Real>(left: T, taken_off: T, n: usize) -> bool {
    left > T::from_f64(n as f64) * T::EPSILON * taken_off
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
    solved: core::ops::Range<usize>,
    triangle: &impl Fn(usize, usize) -> T,
    x: &mut [T],
) {
    let width = x.len() / n;
    for j in solved {
        let factor = triangle(i, j);
        for column in 0..width {
            let taken_off = factor * x[j * width + column];
            x[i * width + column] -= taken_off;
        }
    }
    let pivot = triangle(i, i);
    x[i * width..][..width].iter_mut().for_each(|x| *x /= pivot);
}

/// Exchanges rows of `x`, pair by pair.
fn swap_rows<'a, T>(n: usize, pairs: impl Iterator<Item = (usize, &'a usize)>, x: &mut [T]) {
    for (i, &j) in pairs {
        let width = x.len() / n;
        (0..width).for_each(|column| x.swap(i * width + column, j * width + column));
    }
}
