//! Products by plain loops. No size is 0.

use super::Scale;
use crate::element::Number;

#[inline(always)]
pub fn ab<T: Number>(k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    rows(n, a.chunks_exact(k).map(|row| row.iter()), b, c, scale);
}

#[inline(always)]
pub fn atb<T: Number>(m: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    rows(n, (0..m).map(|i| a.chunks_exact(m).map(move |row| &row[i])), b, c, scale);
}

#[inline(always)]
pub fn abt<T: Number>(k: usize, n: usize, a: &[T], b: &[T], c: &mut [T], scale: Scale<T>) {
    for (row, a) in c.chunks_exact_mut(n).zip(a.chunks_exact(k)) {
        for (c, b) in row.iter_mut().zip(b.chunks_exact(k)) {
            scale.put(dot(a, b), c);
        }
    }
}

/// `Σ aᵢ bᵢ`
#[inline(always)]
fn dot<T: Number>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).fold(T::ZERO, |sum, (&a, &b)| a.mul_add(b, sum))
}

/// `c ← A·b`, given the rows of `A`: multiples of whole rows of `b`, which vectorise.
#[inline(always)]
fn rows<'a, T: Number>(
    n: usize,
    a: impl Iterator<Item = impl Iterator<Item = &'a T>>,
    b: &[T],
    c: &mut [T],
    scale: Scale<T>,
) {
    for (row, a) in c.chunks_exact_mut(n).zip(a) {
        for (l, (&x, b)) in a.zip(b.chunks_exact(n)).enumerate() {
            let terms = row.iter_mut().zip(b);
            match scale {
                // The first product overwrites: to zero the row before would cost a product of depth 1 half its time.
                Scale::Set if l == 0 => terms.for_each(|(c, &b)| *c = x.times(b)),
                Scale::Set | Scale::Add => terms.for_each(|(c, &b)| *c = x.mul_add(b, *c)),
                Scale::AddTimes(factor) => {
                    terms.for_each(|(c, &b)| *c = factor.times(x).mul_add(b, *c));
                }
            }
        }
    }
}
