//! Vector registers as types.

mod portable;
#[cfg(all(target_arch = "x86_64", not(miri)))]
mod x86;

#[cfg(all(target_arch = "x86_64", not(miri)))]
pub use x86::{F32x8, F32x16, F64x4, F64x8};

use crate::element::Number;

/// A register of numbers.
///
/// # Safety
/// A value is `LANES` consecutive `T`s and exists only where the processor has the instructions of its type: whoever
/// makes the first one promises that, the methods of those at hand are safe.
pub unsafe trait Vector: Copy {
    /// One of the numbers.
    type T: Number;
    /// How many numbers.
    const LANES: usize;
    /// How many rows of two such vectors fit into the registers, with room for what is multiplied.
    const ROWS: usize;

    /// The same number everywhere.
    ///
    /// # Safety
    /// The processor has the instructions of this type.
    unsafe fn splat(x: Self::T) -> Self;
    /// Consecutive numbers.
    ///
    /// # Safety
    /// The processor has the instructions of this type; `LANES` numbers stand at `from`.
    unsafe fn load(from: *const Self::T) -> Self;
    /// The first `n` ≤ `LANES` of consecutive numbers, then zeros.
    ///
    /// # Safety
    /// The processor has the instructions of this type; `n` numbers stand at `from`.
    unsafe fn load_first(from: *const Self::T, n: usize) -> Self;
    /// Writes all numbers.
    ///
    /// # Safety
    /// `LANES` numbers may be written at `to`.
    unsafe fn store(self, to: *mut Self::T);
    /// Writes the first `n` ≤ `LANES` numbers.
    ///
    /// # Safety
    /// `n` numbers may be written at `to`.
    unsafe fn store_first(self, to: *mut Self::T, n: usize);
    /// `self · a + b`, fused where the instructions of this type fuse.
    fn mul_add(self, a: Self, b: Self) -> Self;
    /// The sum of the numbers: the upper half is added to the lower until one is left.
    fn sum(self) -> Self::T;

    /// `f` in a function of its own, compiled for the instructions of this type: what is called with other sizes too.
    ///
    /// # Safety
    /// The processor has the instructions of this type.
    unsafe fn apart<R>(f: impl FnOnce() -> R) -> R;

    /// Transposes a block of `LANES`×`LANES` numbers, whose rows begin `row` apart, to rows `row_to` apart.
    ///
    /// # Safety
    /// The processor has the instructions of this type; both blocks are there, the second to be written.
    #[inline(always)]
    unsafe fn transpose(from: *const Self::T, row: usize, to: *mut Self::T, row_to: usize) {
        for i in 0..Self::LANES {
            for j in 0..Self::LANES {
                // SAFETY: within the blocks.
                unsafe { *to.add(j * row_to + i) = *from.add(i * row + j) }
            }
        }
    }
}
