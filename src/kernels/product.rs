//! Products of row-major matrices.

use crate::element::Number;
use crate::op::Mode;

/// What happens to what stands in the destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// It is overwritten.
    Set,
    /// The product is added to it.
    Add,
}

impl Scale {
    /// As a sink of this mode asks.
    #[inline(always)]
    pub const fn of<M: Mode>() -> Scale {
        if M::ADD { Scale::Add } else { Scale::Set }
    }
}

/// `c ← a·b`, a: m×k, b: k×n.
#[inline(always)]
pub fn ab<T: Number>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    if m * k * n == 0 {
        return add_nothing(c, scale);
    }
    rows(n, a.chunks_exact(k).map(|row| row.iter()), b, c, scale);
}

/// `c ← aᵀ·b`, a: k×m, b: k×n.
#[inline(always)]
pub fn atb<T: Number>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    if m * k * n == 0 {
        return add_nothing(c, scale);
    }
    rows(n, (0..m).map(|i| a.chunks_exact(m).map(move |row| &row[i])), b, c, scale);
}

/// `c ← a·bᵀ`, a: m×k, b: n×k.
#[inline(always)]
pub fn abt<T: Number>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    if m * k * n == 0 {
        return add_nothing(c, scale);
    }
    for (row, a) in c.chunks_exact_mut(n).zip(a.chunks_exact(k)) {
        for (c, b) in row.iter_mut().zip(b.chunks_exact(k)) {
            let product = dot(a, b);
            *c = if scale == Scale::Set { product } else { c.plus(product) };
        }
    }
}

/// `Σ aᵢ bᵢ`
#[inline(always)]
pub fn dot<T: Number>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).fold(T::ZERO, |sum, (&a, &b)| a.mul_add(b, sum))
}

/// A product of depth 0 is all zeros.
#[inline(always)]
fn add_nothing<T: Number>(c: &mut [T], scale: Scale) {
    if scale == Scale::Set {
        c.fill(T::ZERO);
    }
}

/// `c ← A·b`, given the rows of `A`: multiples of whole rows of `b`, which vectorise.
#[inline(always)]
fn rows<'a, T: Number>(
    n: usize,
    a: impl Iterator<Item = impl Iterator<Item = &'a T>>,
    b: &[T],
    c: &mut [T],
    scale: Scale,
) {
    for (row, a) in c.chunks_exact_mut(n).zip(a) {
        for (l, (&x, b)) in a.zip(b.chunks_exact(n)).enumerate() {
            let terms = row.iter_mut().zip(b);
            // The first product overwrites: to zero the row before would cost a product of depth 1 half its time.
            if scale == Scale::Set && l == 0 {
                terms.for_each(|(c, &b)| *c = x.times(b));
            } else {
                terms.for_each(|(c, &b)| *c = x.mul_add(b, *c));
            }
        }
    }
}
