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
}

/// How often a loop turns, and how far each turn takes source and target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Loop {
    turns: usize,
    from: usize,
    to: usize,
}

const ONCE: Loop = Loop { turns: 1, from: 0, to: 0 };

impl Moves {
    /// All of `count` elements in order.
    pub const fn straight(count: usize) -> Moves {
        Moves::nested(&[count], &[1], &[1])
    }

    /// One loop for each entry of `turns`, the first outermost; `from` and `to` are the strides.
    pub const fn nested(turns: &[usize], from: &[usize], to: &[usize]) -> Moves {
        let mut moves = Moves { from: 0, to: 0, loops: [ONCE; DEPTH], depth: 1 };
        let mut axis = turns.len();
        while axis > 0 {
            axis -= 1;
            moves = moves.around(Loop { turns: turns[axis], from: from[axis], to: to[axis] });
        }
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
        let mut moves = Moves::nested(part, &whole, &row_major(part));
        moves.from = from;
        moves
    }

    /// The same loops with the source beginning `offset` later.
    pub const fn from(mut self, offset: usize) -> Moves {
        self.from += offset;
        self
    }

    /// The same loops with the target beginning `offset` later.
    pub const fn to(mut self, offset: usize) -> Moves {
        self.to += offset;
        self
    }

    /// The same loops the other way.
    pub const fn reversed(mut self) -> Moves {
        (self.from, self.to) = (self.to, self.from);
        let mut i = 0;
        while i < self.depth {
            let Loop { turns, from, to } = self.loops[i];
            self.loops[i] = Loop { turns, from: to, to: from };
            i += 1;
        }
        self
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

    /// Calls `row(from, to)` for the beginning of each turn of the innermost loop.
    #[inline(always)]
    fn each_row(&self, mut row: impl FnMut(usize, usize)) {
        if self.loops.iter().any(|l| l.turns == 0) {
            return;
        }
        let outer = &self.loops[1..self.depth];
        let (mut turn, mut from, mut to) = ([0; DEPTH], self.from, self.to);
        loop {
            row(from, to);
            let mut axis = 0;
            loop {
                let Some(l) = outer.get(axis) else { return };
                turn[axis] += 1;
                if turn[axis] < l.turns {
                    from += l.from;
                    to += l.to;
                    break;
                }
                turn[axis] = 0;
                from -= (l.turns - 1) * l.from;
                to -= (l.turns - 1) * l.to;
                axis += 1;
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
pub fn copy<T: Copy>(moves: Moves, source: &[T], target: &mut [T]) {
    let Loop { turns, from: from_step, to: to_step } = moves.loops[0];
    moves.each_row(|from, to| match (from_step, to_step) {
        (1, 1) => target[to..][..turns].copy_from_slice(&source[from..][..turns]),
        (0, 1) => target[to..][..turns].fill(source[from]),
        _ => {
            for i in 0..turns {
                target[to + i * to_step] = source[from + i * from_step];
            }
        }
    });
}

/// `target += source`, moved. What has no derivative stays.
pub fn add<T: Element>(moves: Moves, source: &[T], target: &mut [T]) {
    let Loop { turns, from: from_step, to: to_step } = moves.loops[0];
    moves.each_row(|from, to| match (from_step, to_step) {
        (1, 1) => {
            for (sum, x) in target[to..][..turns].iter_mut().zip(&source[from..][..turns]) {
                sum.accumulate(x);
            }
        }
        _ => {
            for i in 0..turns {
                target[to + i * to_step].accumulate(&source[from + i * from_step]);
            }
        }
    });
}
