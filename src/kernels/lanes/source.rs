//! Where the numbers of a lane come from.

use core::array::from_fn;
use core::cell::Cell;

use crate::element::Element;
use crate::ops::elementwise::Seen;
use crate::storage::Zeroed;

/// What lanes are made of: a slice, a primal that may be gone (zeros then), or two of one length side by side.
pub trait Source: Copy {
    /// One position.
    type Item: Copy + Zeroed;
    /// The `C` positions from `at` on, which must be there: zeros else, as a slice's index can panic.
    fn window<const C: usize>(self, at: usize) -> [Self::Item; C];
}
impl<T: Copy + Zeroed> Source for &[T] {
    type Item = T;
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [T; C] {
        match self.get(at..at + C) {
            Some(window) => from_fn(|c| window[c]),
            None => [T::ZERO; C],
        }
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

/// `f(x, lane)` of another source, stored on the way.
#[derive(Clone, Copy)]
pub struct Through<'a, X, T, F> {
    pub(super) source: X,
    pub(super) f: F,
    /// Whether a window is of neighbouring lanes, not of one.
    pub(super) across: bool,
    pub(super) out: &'a [Cell<T>],
}
impl<X: Source, T: Element, F: Fn(X::Item, usize) -> T + Copy> Source for Through<'_, X, T, F> {
    type Item = T;
    #[inline(always)]
    fn window<const C: usize>(self, at: usize) -> [T; C] {
        let x = self.source.window::<C>(at);
        let y = from_fn(|c| (self.f)(x[c], if self.across { c } else { 0 }));
        if let Some(places) = self.out.get(at..at + C) {
            places.iter().zip(y).for_each(|(place, y)| place.set(y));
        }
        y
    }
}
