//! Products of row-major matrices.

use crate::element::Real;
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
pub fn ab<T: Real>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    rows(m, k, n, |i, l| a[i * k + l], b, c, scale);
}

/// `c ← aᵀ·b`, a: k×m, b: k×n.
#[inline(always)]
pub fn atb<T: Real>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    rows(m, k, n, |i, l| a[l * m + i], b, c, scale);
}

/// `c ← a·bᵀ`, a: m×k, b: n×k.
#[inline(always)]
pub fn abt<T: Real>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    if scale == Scale::Set {
        c.fill(T::ZERO);
    }
    for i in 0..m {
        for j in 0..n {
            let dot =
                a[i * k..][..k].iter().zip(&b[j * k..][..k]).fold(T::ZERO, |sum, (&a, &b)| a.mul_add(b, sum));
            c[i * n + j] += dot;
        }
    }
}

/// `c ← A·b` where `a(i, l)` is the element of `A`: rank-one updates of whole rows, which vectorise.
#[inline(always)]
fn rows<T: Real>(
    m: usize,
    k: usize,
    n: usize,
    a: impl Fn(usize, usize) -> T,
    b: &[T],
    c: &mut [T],
    scale: Scale,
) {
    if scale == Scale::Set {
        c.fill(T::ZERO);
    }
    for i in 0..m {
        let row = &mut c[i * n..][..n];
        for l in 0..k {
            let x = a(i, l);
            for (c, &b) in row.iter_mut().zip(&b[l * n..][..n]) {
                *c = x.mul_add(b, *c);
            }
        }
    }
}
