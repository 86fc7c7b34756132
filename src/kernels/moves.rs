//! Loops that move elements from one place to another: transposing, slicing, concatenating, repeating.

use crate::element::Element;

/// The most loops that stand inside each other: one for each axis.
const DEPTH: usize = 6;

/// Nested loops over pairs of places, one in the source and one in the target.
///
/// Adjacent loops that walk through both without a jump are one loop, so that moving whole rows, or everything, is one
/// copy of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moves {
    from: usize,
    to: usize,
    loops: [Loop; DEPTH],
    depth: usize,
    /// How many elements the source must have, and how many the target.
    reach: (usize, usize),
}

/// How often a loop turns, and how far each turn takes source and target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Loop {
    turns: usize,
    from: usize,
    to: usize,
}

impl Loop {
    const fn reversed(self) -> Loop {
        Loop { turns: self.turns, from: self.to, to: self.from }
    }
}

const ONCE: Loop = Loop { turns: 1, from: 0, to: 0 };

impl Moves {
    /// All of `count` elements in order.
    pub const fn straight(count: usize) -> Moves {
        Moves::nested(&[count], &[1], &[1])
    }

    /// One loop for each entry of `turns`, the first outermost; `from` and `to` are the strides.
    pub const fn nested(turns: &[usize], from: &[usize], to: &[usize]) -> Moves {
        let mut moves = Moves { from: 0, to: 0, loops: [ONCE; DEPTH], depth: 1, reach: (0, 0) };
        let mut axis = turns.len();
        while axis > 0 {
            axis -= 1;
            moves = moves.around(Loop { turns: turns[axis], from: from[axis], to: to[axis] });
        }
        moves.reach = moves.ends();
        moves
    }

    /// The loops so far, inside another.
    const fn around(mut self, outer: Loop) -> Moves {
        // Loops are stored from the innermost outwards.
        let inner = &mut self.loops[self.depth - 1];
        if inner.turns == 1 {
            *inner = outer;
        } else if outer.from == inner.turns * inner.from && outer.to == inner.turns * inner.to {
            inner.turns *= outer.turns;
        } else if outer.turns != 1 {
            self.loops[self.depth] = outer;
            self.depth += 1;
        }
        self
    }

    /// Rows of `len` elements, which begin `from` apart in the source and `to` apart in the target.
    pub const fn rows(rows: usize, len: usize, from: usize, to: usize) -> Moves {
        Moves::nested(&[rows, len], &[from, 1], &[to, 1])
    }

    /// Between a row-major tensor (the source) and the box inside it that begins at `start` (the target, a row-major
    /// tensor of its own).
    pub const fn out_of(whole: &[usize], start: &[usize], part: &[usize]) -> Moves {
        let (whole, mut from, mut axis) = (row_major(whole), 0, 0);
        while axis < start.len() {
            from += start[axis] * whole[axis];
            axis += 1;
        }
        Moves::nested(part, &whole, &row_major(part)).from(from)
    }

    /// The same loops with the source beginning `offset` later.
    pub const fn from(mut self, offset: usize) -> Moves {
        self.from += offset;
        self.reach.0 = self.reach.0.saturating_add(offset);
        self
    }

    /// The same loops with the target beginning `offset` later.
    pub const fn to(mut self, offset: usize) -> Moves {
        self.to += offset;
        self.reach.1 = self.reach.1.saturating_add(offset);
        self
    }

    /// The same loops the other way.
    pub const fn reversed(self) -> Moves {
        let Moves { from, to, loops: [a, b, c, d, e, f], depth, reach } = self;
        let loops = [a.reversed(), b.reversed(), c.reversed(), d.reversed(), e.reversed(), f.reversed()];
        Moves { from: to, to: from, loops, depth, reach: (reach.1, reach.0) }
    }

    /// Whether every one of the target's `count` places is written, and once: as many turns as places, and no loop that
    /// turns in one place.
    pub const fn fills(&self, count: usize) -> bool {
        let (mut turns, mut i) = (1, 0);
        while i < self.depth {
            if self.loops[i].to == 0 && self.loops[i].turns != 1 {
                return false;
            }
            turns *= self.loops[i].turns;
            i += 1;
        }
        turns == count
    }

    /// Behind the last element that the loops reach, in the source and in the target.
    const fn ends(&self) -> (usize, usize) {
        let (mut from, mut to, mut i) = (1usize, 1usize, 0);
        while i < self.depth {
            let Loop { turns, from: from_step, to: to_step } = self.loops[i];
            if turns == 0 {
                return (0, 0);
            }
            from = from.saturating_add((turns - 1).saturating_mul(from_step));
            to = to.saturating_add((turns - 1).saturating_mul(to_step));
            i += 1;
        }
        (from, to)
    }

    /// Calls `row(from, to)` for the beginning of each turn of the innermost loop.
    #[inline(always)]
    fn each_row(&self, mut row: impl FnMut(usize, usize)) {
        if self.loops.iter().any(|l| l.turns == 0) {
            return;
        }
        let [_, outer @ ..] = &self.loops;
        let (mut turn, mut from, mut to) = ([0; DEPTH - 1], self.from, self.to);
        loop {
            row(from, to);
            let mut loops = outer.iter().zip(&mut turn);
            loop {
                // The loops that are not there turn once.
                let Some((l, turn)) = loops.next() else { return };
                *turn += 1;
                if *turn < l.turns {
                    from += l.from;
                    to += l.to;
                    break;
                }
                *turn = 0;
                from -= (l.turns - 1) * l.from;
                to -= (l.turns - 1) * l.to;
            }
        }
    }
}

/// How far apart neighbours along each axis stand in a row-major tensor.
pub const fn row_major(dims: &[usize]) -> [usize; DEPTH] {
    let (mut strides, mut stride, mut axis) = ([0; DEPTH], 1, dims.len());
    while axis > 0 {
        axis -= 1;
        strides[axis] = stride;
        stride *= dims[axis];
    }
    strides
}

/// How many runs the positions before `axis` make of a row-major tensor, and how long each is.
pub const fn runs(dims: &[usize], axis: usize) -> (usize, usize) {
    (product(dims.split_at(axis).0), product(dims.split_at(axis).1))
}

const fn product(mut factors: &[usize]) -> usize {
    let mut product = 1;
    while let [first, rest @ ..] = factors {
        product *= *first;
        factors = rest;
    }
    product
}

/// `target ← source`, moved.
///
/// # Panics
/// If the loops lead out of one of the slices. Known when compiled, where the lengths are.
#[inline(always)]
pub fn copy<T: Copy>(moves: Moves, source: &[T], target: &mut [T]) {
    check(&moves, source, target);
    // SAFETY: just checked.
    unsafe { copy_unchecked(moves, source, target) }
}

/// `target += source`, moved. What has no derivative stays.
///
/// # Panics
/// If the loops lead out of one of the slices. Known when compiled, where the lengths are.
#[inline(always)]
pub fn add<T: Element>(moves: Moves, source: &[T], target: &mut [T]) {
    check(&moves, source, target);
    // SAFETY: just checked.
    unsafe { add_unchecked(moves, source, target) }
}

#[inline(always)]
fn check<T>(moves: &Moves, source: &[T], target: &[T]) {
    let (from, to) = moves.reach;
    assert!(from <= source.len() && to <= target.len(), "elements move within their tensors");
}

/// # Safety
/// Both slices hold what the loops reach.
unsafe fn copy_unchecked<T: Copy>(moves: Moves, source: &[T], target: &mut [T]) {
    let Loop { turns, from: from_step, to: to_step } = moves.loops[0];
    moves.each_row(|from, to| {
        // SAFETY: an innermost loop begins there, and all its turns are in reach.
        unsafe {
            match (from_step, to_step) {
                (1, 1) => {
                    let row = source.get_unchecked(from..from + turns);
                    target.get_unchecked_mut(to..to + turns).copy_from_slice(row);
                }
                (0, 1) => target.get_unchecked_mut(to..to + turns).fill(*source.get_unchecked(from)),
                _ => {
                    for i in 0..turns {
                        let x = *source.get_unchecked(from + i * from_step);
                        *target.get_unchecked_mut(to + i * to_step) = x;
                    }
                }
            }
        }
    });
}

/// # Safety
/// Both slices hold what the loops reach.
unsafe fn add_unchecked<T: Element>(moves: Moves, source: &[T], target: &mut [T]) {
    let Loop { turns, from: from_step, to: to_step } = moves.loops[0];
    moves.each_row(|from, to| {
        // SAFETY: an innermost loop begins there, and all its turns are in reach.
        unsafe {
            if (from_step, to_step) == (1, 1) {
                let row = source.get_unchecked(from..from + turns);
                let sums = target.get_unchecked_mut(to..to + turns);
                sums.iter_mut().zip(row).for_each(|(sum, x)| sum.accumulate(x));
            } else {
                for i in 0..turns {
                    let x = source.get_unchecked(from + i * from_step);
                    target.get_unchecked_mut(to + i * to_step).accumulate(x);
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moved_there_and_back() {
        let transposed = Moves::nested(&[3, 2], &[1, 3], &[2, 1]);
        let (source, mut target) = ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [0.0; 6]);
        copy(transposed, &source, &mut target);
        assert_eq!(target, [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
        let mut back = [10.0; 6];
        add(transposed.reversed(), &target, &mut back);
        assert_eq!(back, source.map(|x| x + 10.0));
    }

    #[test]
    fn a_box_in_a_tensor() {
        let moves = Moves::out_of(&[3, 4], &[1, 2], &[2, 2]);
        let mut part = [0.0; 4];
        copy(moves, &core::array::from_fn::<_, 12, _>(|i| i as f32), &mut part);
        assert_eq!(part, [6.0, 7.0, 10.0, 11.0]);
        let mut sum = [1.0; 12];
        add(moves.reversed(), &part, &mut sum);
        assert_eq!(sum, [1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 7.0, 8.0, 1.0, 1.0, 11.0, 12.0]);
    }

    #[test]
    fn nothing() {
        copy(Moves::nested(&[0, 4], &[4, 1], &[4, 1]), &[], &mut [0; 0]);
        copy(Moves::out_of(&[5], &[5], &[0]), &[1; 5], &mut []);
    }

    #[test]
    #[should_panic = "within their tensors"]
    fn beyond_the_source() {
        copy(Moves::straight(4).from(1), &[0; 4], &mut [0; 4]);
    }

    #[test]
    #[should_panic = "within their tensors"]
    fn beyond_the_target() {
        add(Moves::rows(2, 2, usize::MAX, 2), &[0.0; 9], &mut [0.0; 3]);
    }
}
