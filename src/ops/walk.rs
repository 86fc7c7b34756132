//! The order in which a loop over a broadcast visits its operands.

/// Rows of the result along which each of `N` operands either moves with the result or stays where it is.
///
/// A constant of the shapes: what is left of it in the program are the loops.
pub struct Walk<const N: usize> {
    /// How many rows.
    pub rows: usize,
    /// How many elements of the result a row has.
    pub run: usize,
    /// By how much each operand moves from one element of a row to the next: 1 or 0.
    pub steps: [usize; N],
    /// The lengths of the axes that the rows are counted by, 1 for the axes within a row.
    dims: [usize; 6],
    /// By how much each operand moves along each of those axes.
    strides: [[usize; 6]; N],
}

impl<const N: usize> Walk<N> {
    /// The walk over a result of axes `out` with operands of these axes, each aligned to six.
    pub const fn new(operands: [[usize; 6]; N], out: [usize; 6]) -> Self {
        let mut walk = Walk { rows: 1, run: 1, steps: [1; N], dims: out, strides: [[0; 6]; N] };
        let mut axis = 6;
        while axis > 0 && (walk.run == 1 || out[axis - 1] == 1 || walk.continues(&operands, axis - 1)) {
            axis -= 1;
            walk.dims[axis] = 1;
            if out[axis] != 1 {
                walk.set_steps(&operands, axis);
            }
            walk.run *= out[axis];
        }
        while axis > 0 {
            axis -= 1;
            walk.rows *= out[axis];
        }
        walk.set_strides(&operands);
        walk
    }

    /// Whether every operand does along `axis` what it does along the row so far.
    const fn continues(&self, operands: &[[usize; 6]; N], axis: usize) -> bool {
        let mut n = 0;
        while n < N {
            if self.steps[n] != (operands[n][axis] != 1) as usize {
                return false;
            }
            n += 1;
        }
        true
    }

    const fn set_steps(&mut self, operands: &[[usize; 6]; N], axis: usize) {
        let mut n = 0;
        while n < N {
            self.steps[n] = (operands[n][axis] != 1) as usize;
            n += 1;
        }
    }

    const fn set_strides(&mut self, operands: &[[usize; 6]; N]) {
        let mut n = 0;
        while n < N {
            let (mut axis, mut stride) = (6, 1);
            while axis > 0 {
                axis -= 1;
                if operands[n][axis] != 1 {
                    self.strides[n][axis] = stride;
                }
                stride *= operands[n][axis];
            }
            n += 1;
        }
    }

    /// Where each operand stands at the beginning of a row.
    #[inline(always)]
    pub fn start(&self, mut row: usize) -> [usize; N] {
        let mut at = [0; N];
        for axis in (0..6).rev() {
            let position = row % self.dims[axis];
            row /= self.dims[axis];
            for (at, strides) in at.iter_mut().zip(&self.strides) {
                *at += position * strides[axis];
            }
        }
        at
    }

    /// A row of the result.
    #[inline(always)]
    pub fn row<'a, T>(&self, elements: &'a [T], row: usize) -> &'a [T] {
        &elements[row * self.run..][..self.run]
    }

    /// What a row sees of operand `n`, which stands at `start`: a whole row of it, or one element.
    #[inline(always)]
    pub fn part<'a, T>(&self, n: usize, elements: &'a [T], start: usize) -> &'a [T] {
        &elements[start..][..if self.steps[n] == 1 { self.run } else { 1 }]
    }
}

#[cfg(test)]
mod tests {
    use super::Walk;
    use std::vec::Vec;

    /// The operand's index for every element of the result.
    fn indices<const N: usize>(walk: &Walk<N>, n: usize) -> Vec<usize> {
        let row = |row| {
            let start = walk.start(row)[n];
            (0..walk.run).map(move |j| start + j * walk.steps[n])
        };
        (0..walk.rows).flat_map(row).collect()
    }

    #[test]
    fn equal_shapes_are_one_row() {
        let walk = Walk::new([[1, 1, 1, 2, 3, 4]; 2], [1, 1, 1, 2, 3, 4]);
        assert_eq!((walk.rows, walk.run, walk.steps), (1, 24, [1, 1]));
    }

    #[test]
    fn a_bias_repeats_with_every_row() {
        let walk = Walk::new([[1, 1, 1, 2, 3, 4], [1, 1, 1, 1, 3, 4]], [1, 1, 1, 2, 3, 4]);
        assert_eq!((walk.rows, walk.run, walk.steps), (2, 12, [1, 1]));
        assert_eq!(indices(&walk, 1), (0..12).chain(0..12).collect::<Vec<_>>());
    }

    #[test]
    fn a_number_stays_for_the_whole_row() {
        let walk = Walk::new([[1, 1, 1, 2, 3, 4], [1; 6]], [1, 1, 1, 2, 3, 4]);
        assert_eq!((walk.rows, walk.run, walk.steps), (1, 24, [1, 0]));
    }

    #[test]
    fn stretched_axes_stay() {
        let walk = Walk::new([[1, 1, 1, 2, 1, 2], [1, 1, 1, 1, 3, 1]], [1, 1, 1, 2, 3, 2]);
        assert_eq!(indices(&walk, 0), [0, 1, 0, 1, 0, 1, 2, 3, 2, 3, 2, 3]);
        assert_eq!(indices(&walk, 1), [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]);
    }

    #[test]
    fn axes_of_length_one_break_no_row() {
        let walk = Walk::new([[1, 1, 2, 1, 3, 1], [1, 1, 2, 1, 3, 1]], [1, 1, 2, 1, 3, 1]);
        assert_eq!((walk.rows, walk.run), (1, 6));
    }

    #[test]
    fn an_empty_result_visits_nothing() {
        let walk = Walk::new([[1, 1, 1, 1, 2, 0], [1; 6]], [1, 1, 1, 1, 2, 0]);
        assert!(indices(&walk, 0).is_empty());
        let walk = Walk::new([[1, 1, 1, 1, 0, 3], [1, 1, 1, 1, 1, 3]], [1, 1, 1, 1, 0, 3]);
        assert!(indices(&walk, 1).is_empty());
    }
}
