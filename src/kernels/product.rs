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
    rows(m, k, n, |i, l| a[i * k + l], b, c, scale);
}

/// `c ← aᵀ·b`, a: k×m, b: k×n.
#[inline(always)]
pub fn atb<T: Number>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    rows(m, k, n, |i, l| a[l * m + i], b, c, scale);
}

/// `c ← a·bᵀ`, a: m×k, b: n×k.
#[inline(always)]
pub fn abt<T: Number>(m: usize, k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale) {
    if scale == Scale::Set {
        c.fill(T::ZERO);
    }
    for i in 0..m {
        for j in 0..n {
            c[i * n + j] = c[i * n + j].plus(dot(&a[i * k..][..k], &b[j * k..][..k]));
        }
    }
}

/// `Σ aᵢ bᵢ`
#[inline(always)]
pub fn dot<T: Number>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).fold(T::ZERO, |sum, (&a, &b)| a.mul_add(b, sum))
}

/// `c ← A·b` where `a(i, l)` is the element of `A`: rank-one updates of whole rows, which vectorise.
#[inline(always)]
fn rows<T: Number>(
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
