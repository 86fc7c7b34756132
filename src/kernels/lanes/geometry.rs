//! Which numbers fold into which result.

/// Which axes of a tensor are folded. The last block of folded axes is one `run` of numbers, `inner` apart.
#[derive(Clone, Copy, Debug)]
pub struct Geometry {
    /// The axes before the run: length, distance, whether folded. Length 1 where there are no more.
    leading: [(usize, usize, bool); 6],
    /// How often the run repeats in one lane: the folded ones of the leading axes.
    pub(crate) repeats: usize,
    /// How many positions the run has.
    pub(crate) run: usize,
    /// How many groups of neighbouring lanes there are: the others of the leading axes.
    pub(crate) groups: usize,
    /// How many lanes lie side by side: the axes after the run.
    pub(crate) inner: usize,
}

impl Geometry {
    /// Of a tensor of these lengths.
    pub const fn new<const RANK: usize>(dims: [usize; RANK], folded: [bool; RANK]) -> Self {
        let (mut run, mut inner, mut axis) = (1, 1, RANK);
        while axis > 0 && !folded[axis - 1] {
            axis -= 1;
            inner *= dims[axis];
        }
        while axis > 0 && folded[axis - 1] {
            axis -= 1;
            run *= dims[axis];
        }
        let (mut leading, mut repeats, mut groups, mut stride) = ([(1, 0, false); 6], 1, 1, run * inner);
        while axis > 0 {
            axis -= 1;
            leading[axis] = (dims[axis], stride, folded[axis]);
            stride *= dims[axis];
            *(if folded[axis] { &mut repeats } else { &mut groups }) *= dims[axis];
        }
        Geometry { leading, repeats, run, groups, inner }
    }

    /// All of so many numbers are one lane.
    pub const fn all(count: usize) -> Self {
        Geometry::new([count], [true])
    }

    /// Where the group (or, if `folded`, the repetition of the run) of this number begins.
    #[inline(always)]
    pub(crate) fn offset(&self, folded: bool, mut number: usize) -> usize {
        if self.groups == 1 || self.repeats == 1 {
            return number * self.run * self.inner;
        }
        let mut offset = 0;
        for &(length, stride, _) in self.leading.iter().rev().filter(|axis| axis.2 == folded) {
            offset += number % length.max(1) * stride;
            number /= length.max(1);
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::Geometry;

    #[test]
    fn alternating_axes_are_found_by_their_strides() {
        let geometry = Geometry::new([2, 3, 4, 5, 2, 3], [true, false, true, false, true, false]);
        assert_eq!((geometry.groups, geometry.repeats, geometry.run, geometry.inner), (15, 8, 2, 3));
        let (mut group, mut repeat) = (0, 0);
        for a in 0..2 {
            for c in 0..4 {
                assert_eq!(geometry.offset(true, repeat), a * 360 + c * 30);
                repeat += 1;
            }
        }
        for b in 0..3 {
            for d in 0..5 {
                assert_eq!(geometry.offset(false, group), b * 120 + d * 6);
                group += 1;
            }
        }
    }

    #[test]
    fn neighbouring_axes_are_one_run() {
        let geometry = Geometry::new([2, 3, 4, 5], [false, true, true, false]);
        assert_eq!((geometry.groups, geometry.repeats, geometry.run, geometry.inner), (2, 1, 12, 5));
    }
}
