//! Training, validation and test parts.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// Splits rows in these proportions: every row is in exactly one part. Shuffle them first.
///
/// The part `i` of n rows ends at ⌊n · (s₀ + … + sᵢ) / Σ s⌋.
///
/// ```
/// let mut rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/// let [train, validation, test] = tapeless::data::split(&mut rows, [3, 1, 1]);
/// assert_eq!(train, [0, 1, 2, 3, 4, 5]);
/// assert_eq!((validation, test), ([6, 7].as_mut_slice(), [8, 9].as_mut_slice()));
/// ```
pub fn split<const N: usize>(rows: &mut [usize], shares: [usize; N]) -> [&mut [usize]; N] {
    let (len, total) = (rows.len(), shares.iter().sum::<usize>().max(1));
    let (mut rest, mut taken, mut share) = (rows, 0, 0);
    shares.map(|s| {
        share += s;
        let end = bound(len, share, total);
        let (part, after) = core::mem::take(&mut rest).split_at_mut(end - taken);
        (rest, taken) = (after, end);
        part
    })
}

/// The `k` folds of cross-validation: each time the rows to train on, to be shuffled, and those held out. Every
/// row is held out once. Shuffle them first.
///
/// ```
/// let folds: Vec<_> = tapeless::data::folds(&[5, 6, 7, 8], 2).collect();
/// assert_eq!(folds[0], (vec![7, 8], [5, 6].as_slice()));
/// assert_eq!(folds[1], (vec![5, 6], [7, 8].as_slice()));
/// ```
#[cfg(feature = "alloc")]
pub fn folds(rows: &[usize], k: usize) -> impl ExactSizeIterator<Item = (Vec<usize>, &[usize])> {
    (0..k).map(move |fold| {
        let (start, end) = (bound(rows.len(), fold, k), bound(rows.len(), fold + 1, k));
        ([&rows[..start], &rows[end..]].concat(), &rows[start..end])
    })
}

/// ⌊len · share / total⌋
fn bound(len: usize, share: usize, total: usize) -> usize {
    (len as u128 * share as u128 / total as u128) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uneven_parts_lose_no_row() {
        let mut rows: Vec<usize> = (0..11).collect();
        let parts = split(&mut rows, [1, 1, 1]).map(|part| part.len());
        assert_eq!(parts, [3, 4, 4]);
        assert_eq!(split(&mut rows, [1, 0]).map(|part| part.len()), [11, 0]);
        assert_eq!(split(&mut [], [2, 1]).map(|part| part.len()), [0, 0]);
        assert_eq!(split(&mut rows, [0, 0]).map(|part| part.len()), [0, 0]);
    }

    #[test]
    fn every_row_is_held_out_once() {
        let rows: Vec<usize> = (0..10).rev().collect();
        let mut held_out = Vec::new();
        for (train, fold) in folds(&rows, 3) {
            assert_eq!(train.len() + fold.len(), 10);
            assert!(fold.iter().all(|row| !train.contains(row)));
            held_out.extend_from_slice(fold);
        }
        assert_eq!(held_out, rows);
        assert_eq!(folds(&rows, 0).len(), 0);
        assert_eq!(folds(&rows[..1], 2).filter(|(_, fold)| fold.is_empty()).count(), 1);
    }
}
